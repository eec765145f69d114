package dev.quorate.usage.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.usage.Csv;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A closed month on the wire; lists show it without its lines. */
@Schema(name = "Statement", description = "A closed month of a workspace; never changed.")
record StatementView(
    @JsonProperty("object") @Schema(examples = "statement") String object,
    @JsonProperty("workspace_id") UUID workspaceId,
    @JsonProperty("month") @Schema(examples = "2026-10") String month,
    @JsonProperty("calls") long calls,
    @JsonProperty("cost") @Schema(description = "USD: the sum of the month's lines, exact")
        BigDecimal cost,
    @JsonProperty("billed_cost")
        @Schema(description = "The part of cost on the platform's credentials")
        BigDecimal billedCost,
    @JsonProperty("adjustments")
        @Schema(description = "Corrections made in the month, of whatever month's lines")
        BigDecimal adjustments,
    @JsonProperty("amount_due")
        @Schema(description = "billed_cost and the corrections of billed lines")
        BigDecimal amountDue,
    @JsonProperty("closed_at") Instant closedAt,
    @JsonProperty("lines") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<StatementLine> lines) {

  StatementView with(List<StatementLine> all) {
    return new StatementView(
        object, workspaceId, month, calls, cost, billedCost, adjustments, amountDue, closedAt, all);
  }

  /** The lines as a table. */
  byte[] csv() {
    Csv csv =
        new Csv(
            "month",
            "project_id",
            "api_key_id",
            "model",
            "billed",
            "calls",
            "input_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "cost",
            "adjustments");
    for (StatementLine line : lines == null ? List.<StatementLine>of() : lines) {
      csv.row(
          month,
          line.projectId(),
          line.apiKeyId(),
          line.model(),
          line.billed(),
          line.calls(),
          line.usage().inputTokens(),
          line.usage().cacheReadTokens(),
          line.usage().cacheWriteTokens(),
          line.usage().outputTokens(),
          line.usage().reasoningTokens(),
          line.cost(),
          line.adjustments());
    }
    return csv.bytes();
  }
}
