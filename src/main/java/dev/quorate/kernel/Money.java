package dev.quorate.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in US dollars with at most ten decimals, may be negative (an adjustment).
 *
 * <p>A line is rounded exactly once, half-even, by {@link #rounded}; everything above a line is a
 * sum, which never rounds. There is no conversion from or to floating point.
 */
public record Money(BigDecimal usd) implements Comparable<Money> {
  /** Decimals of a ledger amount: {@code numeric(20,10)}. */
  public static final int SCALE = 10;

  public static final Money ZERO = new Money(BigDecimal.ZERO);

  public Money {
    if (usd.stripTrailingZeros().scale() > SCALE) {
      throw new IllegalArgumentException("more than " + SCALE + " decimals: " + usd);
    }
    usd = usd.setScale(SCALE);
  }

  /** Rounds an exact amount to a ledger amount, half-even. The only rounding there is. */
  public static Money rounded(BigDecimal exactUsd) {
    return new Money(exactUsd.setScale(SCALE, RoundingMode.HALF_EVEN));
  }

  public Money plus(Money other) {
    return new Money(usd.add(other.usd));
  }

  public Money minus(Money other) {
    return new Money(usd.subtract(other.usd));
  }

  public boolean isZero() {
    return usd.signum() == 0;
  }

  /** Plain decimal without an exponent and without trailing zeros, as JSON carries it. */
  public BigDecimal wire() {
    BigDecimal stripped = usd.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public int compareTo(Money other) {
    return usd.compareTo(other.usd);
  }

  @Override
  public String toString() {
    return wire().toPlainString() + " USD";
  }
}
