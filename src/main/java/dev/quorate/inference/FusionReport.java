package dev.quorate.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.websearch.WebSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The {@code fusion} member of a reply: what the run did and what each part of it cost. */
@Schema(
    name = "FusionRun",
    description = "What a fusion run did and what each part of it cost",
    requiredProperties = {
      "run_id", "mode", "status", "reasons", "invoked", "preset", "seed", "panel", "judge", "cost",
      "timing"
    })
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FusionReport(
    @JsonProperty("run_id")
        @Schema(
            description = "The run; also in the x-fusion-run-id header",
            examples = "fr_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f")
        String runId,
    @JsonProperty("rejudge_of")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "The run whose panel was judged again; absent where the panel was asked",
            examples = "fr_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f")
        @Nullable String rejudgeOf,
    @JsonProperty("mode")
        @Schema(
            description = "What becomes of the answers",
            enumeration = {"synthesis", "analysis", "best_of"})
        String mode,
    @JsonProperty("status")
        @Schema(
            description =
                "full: every panelist and the judge did their part; single: a planned panel of one;"
                    + " not_invoked: the outer model answered alone; degraded: a panelist was"
                    + " dropped or no judgement was made; failed, cancelled",
            enumeration = {"full", "single", "not_invoked", "degraded", "failed", "cancelled"})
        String status,
    @JsonProperty("reasons")
        @Schema(description = "Why the status is not full, or what was repaired on the way")
        List<String> reasons,
    @JsonProperty("invoked") @Schema(description = "Whether the panel ran") boolean invoked,
    @JsonProperty("preset")
        @Schema(
            description = "The preset that was used, with its version; null without one",
            examples = "reviewers@3",
            nullable = true)
        @Nullable String preset,
    @JsonProperty("seed")
        @Schema(
            description = "Order in which the judge saw the answers; null where none was planned",
            examples = "41",
            nullable = true)
        @Nullable Long seed,
    @JsonProperty("panel") @Schema(description = "Every seat, in the request's order")
        List<Panelist> panel,
    @JsonProperty("judge") @Schema(nullable = true) @Nullable Judge judge,
    @JsonProperty("writer")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Who wrote from the comparison; absent where the judge wrote")
        @Nullable Judge writer,
    @JsonProperty("analysis")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            type = SchemaType.OBJECT,
            description =
                "consensus, contradictions, partial_coverage, unique_insights, blind_spots; absent"
                    + " where the judge made none")
        @Nullable Object analysis,
    @JsonProperty("disagreement")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "0, all agree, to 1; contradictions among them and points of consensus")
        @Nullable BigDecimal disagreement,
    @JsonProperty("responses")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "The usable answers, {model, content}; only where an outer model asked")
        @Nullable List<Map<String, Object>> responses,
    @JsonProperty("failed_models")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "{model, error, status_code?}; only where an outer model asked")
        @Nullable List<Map<String, Object>> failedModels,
    @JsonProperty("sources")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Pages that panel and judge were shown; absent without web calls, but where an"
                    + " outer model asked")
        @Nullable List<Source> sources,
    @JsonProperty("cost") Cost cost,
    @JsonProperty("timing") Timing timing) {

  private static final String USAGE = "All calls of this part, in the endpoint's own field names";

  /**
   * One seat of the panel.
   *
   * @param text only when {@code fusion.include} has {@code panel} and the answer is usable
   */
  @Schema(
      name = "FusionPanelist",
      description = "One seat of the panel",
      requiredProperties = {
        "index",
        "model",
        "provider",
        "status",
        "reason",
        "status_code",
        "usage",
        "cost",
        "latency_ms"
      })
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Panelist(
      @JsonProperty("index") @Schema(description = "0-based seat") int index,
      @JsonProperty("model") @Schema(description = "The real model", examples = "sandbox/echo")
          String model,
      @JsonProperty("provider")
          @Schema(description = "Who was asked last; null where nobody was", nullable = true)
          @Nullable String provider,
      @JsonProperty("status") @Schema(enumeration = {"ok", "dropped"}) String status,
      @JsonProperty("reason")
          @Schema(
              description =
                  "Why it was dropped: error, timeout, empty, starved, policy, not_sent, straggler,"
                      + " cancelled or budget",
              nullable = true)
          @Nullable String reason,
      @JsonProperty("status_code")
          @Schema(
              description = "The provider's HTTP status where one explains the drop",
              nullable = true)
          @Nullable Integer statusCode,
      @JsonProperty("usage") @Schema(type = SchemaType.OBJECT, description = USAGE) Object usage,
      @JsonProperty("cost") @Schema(description = "USD, exact", examples = "0.00012")
          BigDecimal cost,
      @JsonProperty("latency_ms") long latencyMs,
      @JsonProperty("text")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "The answer; only with fusion.include: [\"panel\"]")
          @Nullable String text,
      @JsonProperty("finish")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "Why the answer ended; only in a run that is read after its end",
              enumeration = {"stop", "length", "content_filter", "tool_calls", "other"})
          @Nullable String finish) {}

  /** The judge's calls together. */
  @Schema(
      name = "FusionJudge",
      description = "The judge's calls together; null when it was not called")
  public record Judge(
      @JsonProperty("model") @Schema(examples = "sandbox/judge") String model,
      @JsonProperty("provider") @Schema(description = "Who was asked last", examples = "openai")
          String provider,
      @JsonProperty("status") @Schema(enumeration = {"ok", "failed"}) String status,
      @JsonProperty("usage") @Schema(type = SchemaType.OBJECT, description = USAGE) Object usage,
      @JsonProperty("cost") @Schema(description = "USD, exact") BigDecimal cost,
      @JsonProperty("latency_ms") long latencyMs) {}

  /** A page. */
  @Schema(name = "FusionSource", description = "A page that a panelist or the judge was shown")
  public record Source(
      @JsonProperty("url") @Schema(examples = "https://example.org/") String url,
      @JsonProperty("title") @Schema(description = "May be empty") String title) {
    /** Pages as the wire has them. */
    public static List<Source> of(List<WebSource> sources) {
      return sources.stream().map(source -> new Source(source.url(), source.title())).toList();
    }
  }

  /** USD, exact; {@code panel + judge + writer + web = total} to the last digit. */
  @Schema(
      name = "FusionCost",
      description = "USD, exact; panel + judge + writer + web = total to the last digit")
  public record Cost(
      @JsonProperty("panel") BigDecimal panel,
      @JsonProperty("judge") BigDecimal judge,
      @JsonProperty("writer") BigDecimal writer,
      @JsonProperty("web") BigDecimal web,
      @JsonProperty("total") @Schema(description = "The sum of the run's ledger lines")
          BigDecimal total,
      @JsonProperty("waste") @Schema(description = "The part of total whose text nobody used")
          BigDecimal waste) {}

  /** Milliseconds. */
  @Schema(name = "FusionTiming", description = "Milliseconds")
  public record Timing(
      @JsonProperty("panel_ms") @Schema(description = "First send to the panel's end") long panelMs,
      @JsonProperty("judge_ms") @Schema(description = "The judge's calls; 0 when none was called")
          long judgeMs,
      @JsonProperty("writer_ms")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "An outer model's calls; absent where there is none")
          @Nullable Long writerMs,
      @JsonProperty("overhead_ms")
          @Schema(description = "The gateway's own time: arrival to reply less all of these")
          BigDecimal overheadMs) {}
}
