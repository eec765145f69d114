package dev.quorate.billing.budget;

import dev.quorate.kernel.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cap and how it stands in its current period.
 *
 * @param startsAt of the current period
 */
record Budget(
    UUID id,
    Terms terms,
    Money spent,
    Money reserved,
    Instant startsAt,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * What somebody asked for.
   *
   * @param scopeId the workspace's, the project's or the key's id
   * @param hard refuses what does not fit; else it only counts
   * @param thresholds percents of the cap, ascending
   */
  record Terms(
      BudgetScope scope,
      UUID scopeId,
      BudgetPeriod period,
      Money cap,
      boolean hard,
      List<Integer> thresholds) {
    Terms {
      thresholds = List.copyOf(thresholds);
    }

    /** As the audit log shows them. */
    Map<String, Object> told() {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("scope", scope.wire());
      told.put("scope_id", scopeId.toString());
      told.put("period", period.wire());
      told.put("cap_usd", cap.wire());
      told.put("mode", mode());
      told.put("alert_thresholds", thresholds);
      return told;
    }

    String mode() {
      return hard ? "hard" : "soft";
    }
  }

  /** May be below zero: under a soft cap, or after the cap was lowered. */
  Money remaining() {
    return terms.cap().minus(spent).minus(reserved);
  }

  @Nullable Instant resetsAt() {
    return terms.period().after(startsAt);
  }

  /** The thresholds that what is spent has reached, ascending. */
  List<Integer> reached() {
    return terms.thresholds().stream()
        .filter(percent ->
            spent
                    .usd()
                    .movePointRight(2)
                    .compareTo(terms.cap().usd().multiply(java.math.BigDecimal.valueOf(percent)))
                >= 0)
        .toList();
  }
}
