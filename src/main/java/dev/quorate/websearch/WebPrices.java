package dev.quorate.websearch;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What web calls cost, as the models {@code web/searxng}, {@code web/brave} and {@code web/fetch}:
 * a price per request and none per token.
 */
@Singleton
public final class WebPrices {
  private static final ModelSlug FETCH = new ModelSlug("web/fetch");
  private static final BigDecimal MAX_USD = BigDecimal.valueOf(1000);

  private final @Nullable PricedModel search;
  private final PricedModel fetch;

  @Inject
  WebPrices(WebSearch engines, Config config) {
    this(
        engines.engine(),
        usd(config, "quorate.web.search-price-usd"),
        usd(config, "quorate.web.fetch-price-usd"));
  }

  /**
   * @param searchUsd null for the engine's usual price
   * @param fetchUsd null for nothing
   */
  public WebPrices(
      @Nullable SearchEngine engine,
      @Nullable BigDecimal searchUsd,
      @Nullable BigDecimal fetchUsd) {
    this.search =
        engine == null
            ? null
            : model(engine.slug(), engine.id(), searchUsd == null ? engine.priceUsd() : searchUsd);
    this.fetch = model(FETCH, "web", fetchUsd == null ? BigDecimal.ZERO : fetchUsd);
  }

  private static @Nullable BigDecimal usd(Config config, String key) {
    String text = config.getOptionalValue(key, String.class).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      BigDecimal price = new BigDecimal(text.strip());
      if (price.signum() >= 0 && price.compareTo(MAX_USD) <= 0 && price.scale() <= Money.SCALE) {
        return price;
      }
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(key + " must be an amount in USD", malformed);
    }
    throw new IllegalArgumentException(key + " must be from 0 to " + MAX_USD);
  }

  /** Nothing calls a web tool by its target: it is there because every line names a provider. */
  private static PricedModel model(ModelSlug slug, String provider, BigDecimal perRequest) {
    BigDecimal zero = BigDecimal.ZERO;
    return new PricedModel(
        slug,
        slug.name(),
        new ProviderTarget(
            provider, Dialect.OPENAI, URI.create("about:blank"), null, Duration.ZERO, 1),
        new PriceSnapshot(
            "config:" + perRequest.toPlainString(), zero, zero, null, null, null, perRequest),
        null,
        null,
        Set.of());
  }

  /** The active engine as a model, null when there is none. */
  public @Nullable PricedModel search() {
    return search;
  }

  /** {@code web_fetch} as a model. */
  public PricedModel fetch() {
    return fetch;
  }

  /**
   * What the call's intent says.
   *
   * @param parent the call whose answer asked for it, null when none is to be named
   * @param panelIndex the panelist's seat, null for any other member
   * @param step 0-based; no two calls of one role, parent and seat may share it
   * @throws IllegalArgumentException for what cannot be run, and for a search without an engine
   */
  public PlannedCall planned(
      WebRequest request, @Nullable UUID parent, @Nullable Integer panelIndex, int step) {
    PricedModel model =
        switch (request) {
          case WebRequest.Search ignored -> search;
          case WebRequest.Fetch ignored -> fetch;
          case WebRequest.Unusable ignored -> null;
        };
    if (model == null) {
      throw new IllegalArgumentException("nothing can run this web request");
    }
    CallRole role = request instanceof WebRequest.Search ? CallRole.WEB_SEARCH : CallRole.WEB_FETCH;
    return new PlannedCall(role, panelIndex, step, 0, parent, model, 0, 0);
  }
}
