package dev.quorate.kernel.call;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model's price as it stood when a call was planned. USD per million tokens, per bucket; a price
 * change in flight changes nothing.
 *
 * @param version identity of the dated price row this was read from
 * @param cacheReadPerMillion null: as uncached input
 * @param cacheWritePerMillion null: as uncached input
 * @param reasoningPerMillion null: as visible output
 * @param perRequest USD per call that ran
 */
public record PriceSnapshot(
    String version,
    BigDecimal inputPerMillion,
    BigDecimal outputPerMillion,
    @Nullable BigDecimal cacheReadPerMillion,
    @Nullable BigDecimal cacheWritePerMillion,
    @Nullable BigDecimal reasoningPerMillion,
    BigDecimal perRequest) {

  /** The amount of one line that ran, rounded once. */
  public Money amountOf(TokenUsage usage) {
    BigDecimal perMillion =
        times(inputPerMillion, usage.inputTokens())
            .add(times(orElse(cacheReadPerMillion, inputPerMillion), usage.cacheReadTokens()))
            .add(times(orElse(cacheWritePerMillion, inputPerMillion), usage.cacheWriteTokens()))
            .add(times(outputPerMillion, usage.outputTokens()))
            .add(times(orElse(reasoningPerMillion, outputPerMillion), usage.reasoningTokens()));
    return Money.rounded(perMillion.movePointLeft(6).add(perRequest));
  }

  /**
   * The most a call can cost whose input and output stay within the bounds, whatever the buckets.
   *
   * @param inputTokens bound of all input together
   * @param outputTokens bound of all output together
   */
  public Money worstCase(long inputTokens, long outputTokens) {
    BigDecimal dearestInput =
        inputPerMillion
            .max(orElse(cacheReadPerMillion, inputPerMillion))
            .max(orElse(cacheWritePerMillion, inputPerMillion));
    BigDecimal dearestOutput = outputPerMillion.max(orElse(reasoningPerMillion, outputPerMillion));
    return Money.rounded(
        times(dearestInput, inputTokens)
            .add(times(dearestOutput, outputTokens))
            .movePointLeft(6)
            .add(perRequest));
  }

  /** The same version with every price zero: what a test key's lines are made with. */
  public PriceSnapshot atZero() {
    BigDecimal zero = BigDecimal.ZERO;
    return new PriceSnapshot(version, zero, zero, null, null, null, zero);
  }

  private static BigDecimal times(BigDecimal perMillion, long tokens) {
    return perMillion.multiply(BigDecimal.valueOf(tokens));
  }

  private static BigDecimal orElse(@Nullable BigDecimal price, BigDecimal other) {
    return Objects.requireNonNullElse(price, other);
  }
}
