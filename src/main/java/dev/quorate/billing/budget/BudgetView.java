package dev.quorate.billing.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A budget on the wire. */
@Schema(
    name = "Budget",
    description = "A cap on spending, and how it stands in its current period.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record BudgetView(
    @JsonProperty("object") @Schema(examples = "budget") String object,
    @JsonProperty("id") UUID id,
    @JsonProperty("scope") @Schema(enumeration = {"workspace", "project", "key"}) String scope,
    @JsonProperty("scope_id") UUID scopeId,
    @JsonProperty("period") @Schema(enumeration = {"daily", "weekly", "monthly", "lifetime"})
        String period,
    @JsonProperty("cap_usd") @Schema(examples = "25") BigDecimal capUsd,
    @JsonProperty("mode")
        @Schema(
            enumeration = {"hard", "soft"},
            description = "hard refuses what does not fit; soft only counts")
        String mode,
    @JsonProperty("alert_thresholds") @Schema(description = "Percents of the cap")
        List<Integer> alertThresholds,
    @JsonProperty("alerts_reached")
        @Schema(description = "The thresholds that what is spent in this period has reached")
        List<Integer> alertsReached,
    @JsonProperty("spent_usd") BigDecimal spentUsd,
    @JsonProperty("reserved_usd") @Schema(description = "Held for requests that still run")
        BigDecimal reservedUsd,
    @JsonProperty("remaining_usd")
        @Schema(description = "Cap less spent less reserved; may be negative")
        BigDecimal remainingUsd,
    @JsonProperty("resets_at") @Schema(nullable = true, description = "Null for lifetime")
        @Nullable Instant resetsAt,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  static BudgetView of(Budget budget) {
    Budget.Terms terms = budget.terms();
    return new BudgetView(
        "budget",
        budget.id(),
        terms.scope().wire(),
        terms.scopeId(),
        terms.period().wire(),
        terms.cap().wire(),
        terms.mode(),
        terms.thresholds(),
        budget.reached(),
        budget.spent().wire(),
        budget.reserved().wire(),
        budget.remaining().wire(),
        budget.resetsAt(),
        budget.createdAt(),
        budget.updatedAt());
  }
}
