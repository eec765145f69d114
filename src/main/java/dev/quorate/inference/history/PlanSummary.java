package dev.quorate.inference.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.fusion.plan.RunPlan;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a run was to do, as it was resolved before its first call. */
@Schema(
    name = "FusionRunPlan",
    description = "What the run was to do, resolved before its first call")
@JsonInclude(JsonInclude.Include.ALWAYS)
record PlanSummary(
    @JsonProperty("analysis_models") @Schema(description = "The panel, real models by seat")
        List<String> analysisModels,
    @JsonProperty("synthesis_model") @Schema(description = "The judge", nullable = true)
        @Nullable String synthesisModel,
    @JsonProperty("outer_model")
        @Schema(description = "Who decided whether the panel was asked", nullable = true)
        @Nullable String outerModel,
    @JsonProperty("min_answers") int minAnswers,
    @JsonProperty("quorum") int quorum,
    @JsonProperty("grace_ms") long graceMs,
    @JsonProperty("seed") @Schema(nullable = true) @Nullable Long seed,
    @JsonProperty("worst_case_usd") @Schema(description = "What was held, exact")
        BigDecimal worstCaseUsd) {
  static PlanSummary of(RunPlan plan) {
    RunPlan.JudgeSeat judge = plan.judge();
    RunPlan.OuterSeat outer = plan.outer();
    return new PlanSummary(
        plan.panel().stream().map(seat -> seat.call().model().slug().value()).toList(),
        judge == null ? null : judge.call().model().slug().value(),
        outer == null ? null : outer.call().model().slug().value(),
        plan.minAnswers(),
        plan.quorum(),
        plan.grace().toMillis(),
        judge == null ? null : judge.seed(),
        plan.worstCase().wire());
  }
}
