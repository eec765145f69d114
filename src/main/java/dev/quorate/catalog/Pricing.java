package dev.quorate.catalog;

import dev.quorate.kernel.call.PriceSnapshot;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in USD: per million tokens of each bucket and per call. Each is zero or more
 * and has at most ten decimals.
 *
 * @param cacheReadPerMillion null: as uncached input
 * @param cacheWritePerMillion null: as uncached input
 * @param reasoningPerMillion null: as visible output
 * @param perRequest for each call that ran
 */
public record Pricing(
    BigDecimal inputPerMillion,
    BigDecimal outputPerMillion,
    @Nullable BigDecimal cacheReadPerMillion,
    @Nullable BigDecimal cacheWritePerMillion,
    @Nullable BigDecimal reasoningPerMillion,
    BigDecimal perRequest) {
  /** Decimals a price may have, the same as a ledger amount's. */
  public static final int MAX_DECIMALS = 10;

  public Pricing {
    inputPerMillion = plain(inputPerMillion);
    outputPerMillion = plain(outputPerMillion);
    cacheReadPerMillion = cacheReadPerMillion == null ? null : plain(cacheReadPerMillion);
    cacheWritePerMillion = cacheWritePerMillion == null ? null : plain(cacheWritePerMillion);
    reasoningPerMillion = reasoningPerMillion == null ? null : plain(reasoningPerMillion);
    perRequest = plain(perRequest);
    boolean sound =
        Stream.of(
                inputPerMillion,
                outputPerMillion,
                orZero(cacheReadPerMillion),
                orZero(cacheWritePerMillion),
                orZero(reasoningPerMillion),
                perRequest)
            .allMatch(price -> price.signum() >= 0 && price.scale() <= MAX_DECIMALS);
    if (!sound) {
      throw new IllegalArgumentException("price out of bounds");
    }
  }

  /** The price as a call's intent keeps it. */
  public PriceSnapshot snapshot(String version) {
    return new PriceSnapshot(
        version,
        inputPerMillion,
        outputPerMillion,
        cacheReadPerMillion,
        cacheWritePerMillion,
        reasoningPerMillion,
        perRequest);
  }

  /**
   * A price per million as one per token in plain notation without trailing zeros, {@code
   * "0.00000015"}: the way model lists write it.
   */
  public static String perToken(BigDecimal perMillion) {
    return plain(perMillion.movePointLeft(6)).toPlainString();
  }

  /** Without trailing zeros and without an exponent. */
  private static BigDecimal plain(BigDecimal price) {
    BigDecimal stripped = price.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static BigDecimal orZero(@Nullable BigDecimal price) {
    return price == null ? BigDecimal.ZERO : price;
  }
}
