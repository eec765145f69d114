package dev.quorate.tenancy.keys;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a key may spend in a period. It <em>is</em> the key's budget, which billing keeps.
 *
 * @param usd at most ten decimals
 */
public record SpendLimit(BigDecimal usd, Reset reset) {
  /** How often the count begins again, in UTC; the longer the later. */
  public enum Reset {
    DAILY,
    WEEKLY,
    MONTHLY,
    LIFETIME;

    /** The name on the wire and in budgets. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Reset> parse(String wire) {
      return Arrays.stream(values()).filter(reset -> reset.wire().equals(wire)).findFirst();
    }
  }

  /** Whether whoever keeps the other limit also keeps this one. */
  boolean covers(SpendLimit other) {
    return other.usd.compareTo(usd) <= 0 && other.reset.compareTo(reset) >= 0;
  }
}
