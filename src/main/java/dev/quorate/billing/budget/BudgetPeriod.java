package dev.quorate.billing.budget;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often a budget begins again: at midnight UTC, weeks on Mondays. */
public enum BudgetPeriod {
  DAILY,
  WEEKLY,
  MONTHLY,
  LIFETIME;

  /** The name on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<BudgetPeriod> parse(String wire) {
    return Arrays.stream(values()).filter(period -> period.wire().equals(wire)).findFirst();
  }

  /** When the period after the one that began then begins; null: never. */
  @Nullable Instant after(Instant start) {
    ZonedDateTime from = start.atZone(ZoneOffset.UTC);
    return switch (this) {
      case DAILY -> from.plusDays(1).toInstant();
      case WEEKLY -> from.plusWeeks(1).toInstant();
      case MONTHLY -> from.plusMonths(1).toInstant();
      case LIFETIME -> null;
    };
  }
}
