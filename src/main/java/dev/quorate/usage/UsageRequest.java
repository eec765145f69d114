package dev.quorate.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.usage.reading.Adjustment;
import dev.quorate.usage.reading.LedgerLine;
import dev.quorate.usage.reading.RequestRecord;
import dev.quorate.usage.reading.TokenCounts;
import dev.quorate.usage.reading.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request on the wire of reports; with its lines it is the receipt. */
@Schema(name = "UsageRequest", description = "One request a client made. With lines: its receipt.")
record UsageRequest(
    @JsonProperty("object") @Schema(examples = "usage.request") String object,
    @JsonProperty("id") @Schema(description = "The reply's own id", examples = "resp_019a…")
        String id,
    @JsonProperty("request_id") @Schema(examples = "req_019a…") String requestId,
    @JsonProperty("run_id") @Schema(description = "null for a direct call", examples = "fr_019a…")
        @Nullable String runId,
    @JsonProperty("endpoint") @Schema(examples = "responses") String endpoint,
    @JsonProperty("model") @Schema(description = "As the client asked for it", examples = "fusion")
        String model,
    @JsonProperty("preset")
        @Schema(description = "The preset it used; null without one", examples = "reviewers@3")
        @Nullable String preset,
    @JsonProperty("status")
        @Schema(
            enumeration = {"running", "completed", "incomplete", "failed", "cancelled", "refused"})
        String status,
    @JsonProperty("error_code") @Schema(description = "Why it was refused or failed")
        @Nullable String errorCode,
    @JsonProperty("project_id") @Nullable UUID projectId,
    @JsonProperty("api_key_id") UUID apiKeyId,
    @JsonProperty("tags") Map<String, String> tags,
    @JsonProperty("test") boolean test,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("finished_at") @Nullable Instant finishedAt,
    @JsonProperty("usage") TokenCounts usage,
    @JsonProperty("cost") @Schema(description = "USD: the sum of its lines") BigDecimal cost,
    @JsonProperty("waste") @Schema(description = "The part of cost on lines not used")
        BigDecimal waste,
    @JsonProperty("calls") long calls,
    @JsonProperty("open_calls") long openCalls,
    @JsonProperty("lines") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<LedgerLine> lines,
    @JsonProperty("adjustments") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Adjustment> adjustments) {

  /** As lists show it: without its lines. */
  static UsageRequest of(RequestRecord request) {
    return of(request, request.totals(), null, null);
  }

  /** With its lines, whose sums these are. */
  static UsageRequest of(
      RequestRecord request, List<LedgerLine> lines, List<Adjustment> adjustments) {
    return of(request, Totals.ofRequest(lines), lines, adjustments);
  }

  private static UsageRequest of(
      RequestRecord request,
      Totals totals,
      @Nullable List<LedgerLine> lines,
      @Nullable List<Adjustment> adjustments) {
    boolean chat = request.endpoint().startsWith("chat");
    return new UsageRequest(
        "usage.request",
        chat ? request.id().asChatCompletion() : request.id().asResponse(),
        request.id().asRequest(),
        request.fused() ? request.id().asRun() : null,
        request.endpoint(),
        request.modelAsked(),
        request.preset(),
        request.status(),
        request.errorCode(),
        request.project(),
        request.apiKey(),
        request.tags(),
        request.test(),
        request.startedAt(),
        request.endedAt(),
        TokenCounts.of(totals.tokens()),
        totals.cost(),
        totals.waste(),
        totals.calls(),
        totals.openCalls(),
        lines,
        adjustments);
  }
}
