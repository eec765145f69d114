package dev.quorate.kernel.call;

import dev.quorate.kernel.ModelSlug;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model ready to be called: its public name, where its calls go, what they cost. A model without
 * a price never becomes one of these.
 *
 * @param upstreamModel the name the provider knows it by
 * @param contextLength tokens of input and output together, null when unknown
 * @param maxOutputTokens the most it can write, null when unknown
 * @param supports capabilities such as {@code vision}, {@code tools}, {@code json_schema}; empty
 *     when unknown
 * @param fallback the same model at the next provider, asked where this one cannot do it; null
 *     behind the last
 */
public record PricedModel(
    ModelSlug slug,
    String upstreamModel,
    ProviderTarget provider,
    PriceSnapshot price,
    @Nullable Integer contextLength,
    @Nullable Integer maxOutputTokens,
    Set<String> supports,
    @Nullable PricedModel fallback) {
  /** Output bound of a call whose caller gave none and whose model has no smaller one. */
  public static final int DEFAULT_OUTPUT_CAP = 16_000;

  public PricedModel {
    supports = Set.copyOf(supports);
  }

  /** A model with one provider. */
  public PricedModel(
      ModelSlug slug,
      String upstreamModel,
      ProviderTarget provider,
      PriceSnapshot price,
      @Nullable Integer contextLength,
      @Nullable Integer maxOutputTokens,
      Set<String> supports) {
    this(slug, upstreamModel, provider, price, contextLength, maxOutputTokens, supports, null);
  }

  /** The output cap of a call: the caller's wish or the default, never above the model's own. */
  public int outputCap(@Nullable Integer wanted) {
    int own = maxOutputTokens == null ? Integer.MAX_VALUE : maxOutputTokens;
    return Math.min(own, wanted == null ? DEFAULT_OUTPUT_CAP : wanted);
  }

  /** The same model reached in another way; what stands behind it keeps its own. */
  public PricedModel over(ProviderTarget other) {
    return new PricedModel(
        slug, upstreamModel, other, price, contextLength, maxOutputTokens, supports, fallback);
  }

  /** The same model at another price; what stands behind it keeps its own. */
  public PricedModel at(PriceSnapshot other) {
    return new PricedModel(
        slug, upstreamModel, provider, other, contextLength, maxOutputTokens, supports, fallback);
  }

  /** The same model with these providers behind its own, or with none. */
  public PricedModel before(@Nullable PricedModel next) {
    return new PricedModel(
        slug, upstreamModel, provider, price, contextLength, maxOutputTokens, supports, next);
  }
}
