package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.CatalogStore;
import dev.quorate.catalog.DatedPrice;
import dev.quorate.catalog.FusionNames;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.catalog.ModelPattern;
import dev.quorate.catalog.Pricing;
import dev.quorate.catalog.PricingFields;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.UuidV7;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.AuditLog;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds to the price book. Nothing is ever taken out of it or changed in it. */
@Singleton
class PriceAdmin {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final CatalogStore store;
  private final LiveCatalog catalog;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  PriceAdmin(CatalogStore store, LiveCatalog catalog, AuditLog audit, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.audit = audit;
    this.clock = clock;
  }

  DatedPrice add(Actor actor, Fields body) {
    String model = body.requiredText("model", 200);
    Instant effectiveFrom =
        Objects.requireNonNullElseGet(body.instant("effective_from"), clock::instant);
    if (effectiveFrom.isBefore(EARLIEST) || !effectiveFrom.isBefore(LATEST)) {
      throw body.refusal("effective_from", "must lie between the years 2000 and 2200");
    }
    Pricing pricing = PricingFields.read(body);
    if (pricing == null) {
      throw ErrorCode.MISSING_FIELD.because("pricing", "'pricing' is required.");
    }
    String provider = body.text("provider", 63);
    body.refuseOthers();
    DatedPrice price = priceOf(model, provider, effectiveFrom, pricing);
    DatedPrice added =
        store.change(change -> {
          requirePriceable(catalog.assemble(change.before()), model, provider);
          change.insert(price);
          return price;
        });
    CatalogSnapshot _ = catalog.freshest();
    record(actor, added);
    return added;
  }

  /** Says in the audit log that a price was added. */
  void record(Actor actor, DatedPrice price) {
    audit.record(
        actor,
        null,
        Change.created("price.create", "price", price.version(), CatalogTold.of(price)));
  }

  /**
   * A new row of the price book, not yet written.
   *
   * @param provider the fallback it is the price at; null for the model's price
   */
  DatedPrice priceOf(
      String model, @Nullable String provider, Instant effectiveFrom, Pricing pricing) {
    return new DatedPrice(
        UuidV7.create(clock).toString(),
        model,
        provider,
        effectiveFrom.truncatedTo(ChronoUnit.MICROS),
        pricing,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** An entry of the catalogue, or a name that one of its wildcards serves. */
  private static void requirePriceable(
      CatalogSnapshot snapshot, String model, @Nullable String provider) {
    CatalogModel entry = snapshot.entry(model);
    if (entry == null
        && ModelPattern.parse(model).filter(ModelPattern::isWildcard).isEmpty()
        && !FusionNames.contains(model)) {
      CatalogSnapshot.Found found = ModelSlug.parse(model).map(snapshot::resolve).orElse(null);
      entry = found == null ? null : found.entry();
    }
    if (entry == null) {
      throw ErrorCode.MODEL_NOT_FOUND.because(
          "model", "'model' names nothing in the catalogue; create the model first.");
    }
    if (entry.isAlias()) {
      throw ErrorCode.INVALID_VALUE.because(
          "model", "'model' is an alias of '" + entry.aliasOf() + "', whose price it has.");
    }
    boolean fallback =
        entry.fallbacks().stream().anyMatch(offer -> offer.provider().equals(provider));
    if (provider != null && !fallback) {
      throw ErrorCode.INVALID_VALUE.because(
          "provider",
          "'provider' must be one of the model's fallbacks; its first provider has the model's"
              + " price.");
    }
  }
}
