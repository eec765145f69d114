package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogRows;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.CatalogStore;
import dev.quorate.catalog.DatedPrice;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.catalog.Pricing;
import dev.quorate.catalog.PricingFields;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.AuditLog;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the platform admin may do to models. */
@Singleton
class ModelAdmin {
  private final CatalogStore store;
  private final LiveCatalog catalog;
  private final PriceAdmin prices;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  ModelAdmin(
      CatalogStore store, LiveCatalog catalog, PriceAdmin prices, AuditLog audit, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.prices = prices;
    this.audit = audit;
    this.clock = clock;
  }

  /** The entry as it stands after the write, with its price. */
  ModelView create(Actor actor, Fields body) {
    CatalogModel model = ModelFields.read(body, now());
    List<DatedPrice> added = pricesIn(model, body);
    body.refuseOthers();
    return written(
        actor,
        "model.create",
        change -> {
          CatalogRows before = change.before();
          if (before.model(model.id().value()) != null) {
            throw ErrorCode.CONFLICT.because("id", "A model '" + model.id() + "' exists.");
          }
          requireSound(catalog.assemble(before), model);
          change.insert(model);
          added.forEach(change::insert);
          return new Written(null, model, added);
        });
  }

  ModelView update(Actor actor, String id, Fields body) {
    return written(
        actor,
        "model.update",
        change -> {
          CatalogRows before = change.before();
          CatalogModel row = row(before, id);
          CatalogModel model = ModelFields.patched(row, body, now());
          List<DatedPrice> added = pricesIn(model, body);
          body.refuseOthers();
          requireSound(catalog.assemble(before), model);
          change.update(model);
          added.forEach(change::insert);
          return new Written(row, model, added);
        });
  }

  /** The prices stay: old lines name them, and a model of the same id finds them again. */
  void delete(Actor actor, String id) {
    ModelView _ =
        written(
            actor,
            "model.delete",
            change -> {
              CatalogModel row = row(change.before(), id);
              requireNoAliasLost(change.before(), id);
              change.deleteModel(id);
              return new Written(row, null, List.of());
            });
  }

  /** A row before and after, of which one is there, and the prices that came with it. */
  private record Written(
      @Nullable CatalogModel before, @Nullable CatalogModel after, List<DatedPrice> prices) {
    CatalogModel row() {
      return after == null ? Objects.requireNonNull(before) : after;
    }
  }

  private ModelView written(
      Actor actor, String action, Function<CatalogStore.Change, Written> write) {
    Written written = store.change(write);
    CatalogModel model = written.row();
    CatalogSnapshot now = catalog.freshest();
    audit.record(
        actor,
        null,
        Change.between(
            action,
            "model",
            model.id().value(),
            CatalogTold.of(written.before()),
            CatalogTold.of(written.after())));
    written.prices().forEach(price -> prices.record(actor, price));
    return view(now, model);
  }

  /** An entry with the price in effect now, its own or that of the model it stands for. */
  ModelView view(CatalogSnapshot snapshot, CatalogModel model) {
    ModelSlug target = model.aliasOf();
    CatalogSnapshot.Found real = target == null ? null : snapshot.resolve(target);
    Instant now = clock.instant();
    List<FallbackView> fallbacks =
        model.fallbacks().stream()
            .map(offer -> FallbackView.of(offer, snapshot.priceOf(model, offer, now)))
            .toList();
    DatedPrice price = real == null ? snapshot.priceOf(model, now) : snapshot.priceOf(real, now);
    return ModelView.of(model, price, fallbacks);
  }

  /** The prices a body gives: the model's, and its fallbacks' own. */
  private List<DatedPrice> pricesIn(CatalogModel model, Fields body) {
    String id = model.id().value();
    Instant now = clock.instant();
    List<DatedPrice> given = new ArrayList<>();
    Pricing pricing = PricingFields.read(body);
    if (pricing != null && model.isAlias()) {
      throw body.refusal("pricing", "cannot be given for an alias, which has its model's price");
    }
    if (pricing != null) {
      given.add(prices.priceOf(id, null, now, pricing));
    }
    for (Fields fallback : FallbackFields.of(body)) {
      Pricing own = PricingFields.read(fallback);
      if (own != null) {
        given.add(prices.priceOf(id, fallback.requiredText("provider", 63), now, own));
      }
      fallback.refuseOthers();
    }
    return given;
  }

  /** The row to change; an entry that comes with the program has none. */
  private CatalogModel row(CatalogRows rows, String id) {
    CatalogModel row = rows.model(id);
    if (row != null) {
      return row;
    }
    if (catalog.assemble(rows).entry(id) == null) {
      throw unknown();
    }
    throw ErrorCode.CONFLICT.because(
        "The model '"
            + id
            + "' comes with the program; create one of the same id to take its"
            + " place.");
  }

  static GatewayException unknown() {
    return ErrorCode.MODEL_NOT_FOUND.because("There is no such model in the catalogue.");
  }

  /**
   * What only the rest of the catalogue can tell: the provider exists, the alias leads to a model.
   */
  private static void requireSound(CatalogSnapshot snapshot, CatalogModel model) {
    String provider = model.provider();
    if (provider != null && snapshot.provider(provider) == null) {
      throw ErrorCode.INVALID_VALUE.because(
          "provider", "'provider' names no configured provider; create it first.");
    }
    for (int place = 0; place < model.fallbacks().size(); place++) {
      if (snapshot.provider(model.fallbacks().get(place).provider()) == null) {
        String param = "fallbacks[" + place + "].provider";
        throw ErrorCode.INVALID_VALUE.because(
            param, "'" + param + "' names no configured provider; create it first.");
      }
    }
    ModelSlug target = model.aliasOf();
    if (target == null) {
      return;
    }
    if (target.value().equals(model.id().value())) {
      throw ErrorCode.INVALID_VALUE.because("alias_of", "'alias_of' must name another model.");
    }
    CatalogSnapshot.Found found = snapshot.resolve(target);
    if (found == null || !found.slug().equals(target)) {
      throw ErrorCode.INVALID_VALUE.because(
          "alias_of", "'alias_of' must name a model of the catalogue that is not an alias itself.");
    }
    requireNoAliasOf(snapshot, model);
  }

  private static void requireNoAliasOf(CatalogSnapshot snapshot, CatalogModel model) {
    for (CatalogModel other : snapshot.entries()) {
      ModelSlug target = other.aliasOf();
      if (target != null && target.value().equals(model.id().value())) {
        throw ErrorCode.INVALID_VALUE.because(
            "alias_of",
            "'" + other.id() + "' is an alias of '" + model.id() + "', which so cannot be one.");
      }
    }
  }

  private void requireNoAliasLost(CatalogRows before, String id) {
    CatalogSnapshot now = catalog.assemble(before);
    CatalogSnapshot after = catalog.assemble(before.withoutModel(id));
    for (CatalogModel other : after.entries()) {
      ModelSlug target = other.aliasOf();
      if (target != null && now.resolve(target) != null && after.resolve(target) == null) {
        throw ErrorCode.CONFLICT.because(
            "'" + other.id() + "' is an alias of this model; delete that first.");
      }
    }
  }

  /** PostgreSQL keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
