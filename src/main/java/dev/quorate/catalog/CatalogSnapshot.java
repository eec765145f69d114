package dev.quorate.catalog;

import dev.quorate.catalog.CatalogModel.Offer;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalogue at one moment; immutable. An exact id wins over a wildcard and a longer
 * wildcard over a shorter one; an alias is an exact id and stands for a model, never for another
 * alias.
 */
public final class CatalogSnapshot {
  private final Map<String, CatalogProvider> providers;
  private final Map<String, CatalogModel> models;
  private final List<CatalogModel> wildcards;
  private final PriceBook prices;

  CatalogSnapshot(
      Collection<CatalogProvider> providers, Collection<CatalogModel> models, PriceBook prices) {
    this.providers = sorted(providers, CatalogProvider::id);
    this.models = sorted(models, model -> model.id().value());
    this.wildcards =
        models.stream()
            .filter(model -> model.id().isWildcard())
            .sorted(Comparator.comparingInt(model -> -model.id().value().length()))
            .toList();
    this.prices = prices;
  }

  private static <T> Map<String, T> sorted(Collection<T> all, Function<T, String> key) {
    return all.stream()
        .collect(Collectors.toMap(key, Function.identity(), (one, other) -> other, TreeMap::new));
  }

  /**
   * @see Catalog#find
   */
  public PricedModel find(ModelSlug asked, String param, Instant at) {
    return find(new Wanted(asked, param, provider -> false), at);
  }

  /**
   * A model as it is asked for.
   *
   * @param own whether who asks has a credential for the provider of that id
   */
  record Wanted(ModelSlug asked, String param, Predicate<String> own) {}

  PricedModel find(Wanted wanted, Instant at) {
    ModelSlug asked = wanted.asked;
    String param = wanted.param;
    Found found = resolve(asked);
    if (found == null) {
      throw unknown(param, "There is no model '" + asked + "' in the catalogue.");
    }
    refuseFusion(found, asked, param);
    List<Offer> offers = callable(found.entry(), wanted.own);
    if (offers.isEmpty()) {
      throw unserved(found.entry(), asked, param);
    }
    PricedModel model = null;
    for (Offer offer : offers.reversed()) {
      DatedPrice price = priceOf(found, offer, at);
      if (price != null) {
        model = priced(found, offer, price).before(model);
      } else if (offer.equals(offers.getFirst())) {
        model = null;
      }
    }
    if (model == null) {
      throw ErrorCode.MODEL_NOT_PRICED.because(
          param, "The model '" + asked + "' has no price in effect, so it cannot be called.");
    }
    return model;
  }

  private static void refuseFusion(Found found, ModelSlug asked, String param) {
    boolean fusion =
        FusionNames.contains(found.slug().value())
            || found.entry().offers().stream()
                .map(offer -> found.entry().upstreamNameOf(found.slug(), offer))
                .anyMatch(FusionNames::contains);
    if (fusion) {
      throw ErrorCode.FUSION_RECURSION.because(
          param, "The model '" + asked + "' is fusion itself and cannot be called by it.");
    }
  }

  /** Of those who serve an entry the ones that can be called, in their order. */
  public List<Offer> callable(CatalogModel entry) {
    return callable(entry, provider -> false);
  }

  private List<Offer> callable(CatalogModel entry, Predicate<String> own) {
    return entry.offers().stream()
        .filter(offer -> {
          CatalogProvider provider = provider(offer.provider());
          return provider != null && (provider.credentialReadable() || own.test(provider.id()));
        })
        .toList();
  }

  private GatewayException unserved(CatalogModel entry, ModelSlug asked, String param) {
    for (Offer offer : entry.offers()) {
      if (provider(offer.provider()) != null) {
        return ErrorCode.PROVIDER_UNAVAILABLE.because(
            param,
            "The credential of the provider '"
                + offer.provider()
                + "' cannot be opened on this node.");
      }
    }
    return unknown(
        param,
        "The model '"
            + asked
            + "' needs the provider '"
            + entry.provider()
            + "', which is not configured here.");
  }

  private PricedModel priced(Found found, Offer offer, DatedPrice price) {
    CatalogModel entry = found.entry();
    return new PricedModel(
        found.slug(),
        entry.upstreamNameOf(found.slug(), offer),
        Objects.requireNonNull(provider(offer.provider())).target(),
        price.pricing().snapshot(price.version()),
        entry.contextLength(),
        entry.maxOutputTokens(),
        entry.supports());
  }

  private static GatewayException unknown(String param, String message) {
    return ErrorCode.MODEL_NOT_FOUND.because(param, message);
  }

  /** The entry that serves a name, aliases followed; null when none does. */
  public @Nullable Found resolve(ModelSlug asked) {
    CatalogModel entry = entryFor(asked);
    if (entry == null || entry.aliasOf() == null) {
      return entry == null ? null : new Found(asked, entry);
    }
    ModelSlug target = entry.aliasOf();
    CatalogModel real = entryFor(target);
    return real == null || real.isAlias() ? null : new Found(target, real);
  }

  private @Nullable CatalogModel entryFor(ModelSlug slug) {
    CatalogModel exact = models.get(slug.value());
    if (exact != null) {
      return exact;
    }
    for (CatalogModel wildcard : wildcards) {
      if (slug.value().startsWith(wildcard.id().prefix())) {
        return wildcard;
      }
    }
    return null;
  }

  /**
   * The price in effect of a resolved name: its own first, then its entry's; null when unpriced.
   */
  public @Nullable DatedPrice priceOf(Found found, Instant at) {
    DatedPrice own = prices.inEffect(found.slug().value(), null, at);
    return own != null ? own : priceOf(found.entry(), at);
  }

  /** The same at one of those who serve it: a fallback's own price first. */
  private @Nullable DatedPrice priceOf(Found found, Offer offer, Instant at) {
    DatedPrice named = ownPrice(found.entry(), offer, found.slug().value(), at);
    DatedPrice own = named != null ? named : ownPrice(found.entry(), offer, at);
    return own != null ? own : priceOf(found, at);
  }

  /** The price in effect of an entry at one of those who serve it. */
  public @Nullable DatedPrice priceOf(CatalogModel entry, Offer offer, Instant at) {
    DatedPrice own = ownPrice(entry, offer, at);
    return own != null ? own : priceOf(entry, at);
  }

  private @Nullable DatedPrice ownPrice(CatalogModel entry, Offer offer, Instant at) {
    return ownPrice(entry, offer, entry.id().value(), at);
  }

  private @Nullable DatedPrice ownPrice(CatalogModel entry, Offer offer, String id, Instant at) {
    boolean first = offer.provider().equals(entry.provider());
    return first ? null : prices.inEffect(id, offer.provider(), at);
  }

  /** The price in effect of an entry: the price book's first, then the shipped one. */
  public @Nullable DatedPrice priceOf(CatalogModel entry, Instant at) {
    DatedPrice booked = prices.inEffect(entry.id().value(), null, at);
    if (booked != null) {
      return booked;
    }
    DatedPrice shipped = entry.filePrice();
    return shipped == null || shipped.effectiveFrom().isAfter(at) ? null : shipped;
  }

  /** Every price of the book and of the shipped catalogue, by model and then newest first. */
  public List<DatedPrice> prices() {
    return Stream.concat(
            prices.all().stream(),
            models.values().stream().map(CatalogModel::filePrice).filter(Objects::nonNull))
        .sorted(
            Comparator.comparing(DatedPrice::model)
                .thenComparing(DatedPrice::effectiveFrom, Comparator.reverseOrder())
                .thenComparing(DatedPrice::version, Comparator.reverseOrder()))
        .toList();
  }

  public @Nullable CatalogProvider provider(String id) {
    return providers.get(id);
  }

  /** All providers, by id. */
  public List<CatalogProvider> providers() {
    return List.copyOf(providers.values());
  }

  /** The entry with this very id, wildcards included. */
  public @Nullable CatalogModel entry(String id) {
    return models.get(id);
  }

  /** All entries, by id. */
  public List<CatalogModel> entries() {
    return List.copyOf(models.values());
  }

  /**
   * A name and the entry that serves it.
   *
   * @param slug the model's own name, never an alias's
   */
  public record Found(ModelSlug slug, CatalogModel entry) {}
}
