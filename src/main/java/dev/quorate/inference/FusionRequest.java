package dev.quorate.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The {@code fusion} object as the API description shows it; {@link FusionOptions} reads it. */
@Schema(
    name = "FusionRequest",
    description =
        "Panel, judge and patience of a fusion run; only with model 'fusion'. Without a preset the"
            + " panel is required")
public record FusionRequest(
    @JsonProperty("analysis_models")
        @Schema(
            description = "The panel; a model may sit on it several times",
            minItems = 1,
            maxItems = 8,
            examples = "[\"sandbox/optimist\",\"sandbox/sceptic\"]")
        List<String> analysisModels,
    @JsonProperty("synthesis_model")
        @Schema(
            description = "The judge, which writes the answer; the first panel model when absent",
            examples = "sandbox/judge")
        @Nullable String synthesisModel,
    @JsonProperty("preset")
        @Schema(
            description =
                "slug or slug@version of the workspace, or quality, budget, fast; its fields stand"
                    + " where this object has none",
            examples = "reviewers@3")
        @Nullable String preset,
    @JsonProperty("max_cost_usd")
        @Schema(
            description = "402 max_cost_exceeded when the run's worst case is more",
            minimum = "0",
            examples = "0.25")
        @Nullable BigDecimal maxCostUsd,
    @JsonProperty("min_answers")
        @Schema(
            description = "Fewer usable answers than this fail the run; at most quorum",
            minimum = "1",
            maximum = "8",
            defaultValue = "1")
        @Nullable Integer minAnswers,
    @JsonProperty("quorum")
        @Schema(
            description = "Usable answers at which the grace clock starts; all of them when absent",
            minimum = "1",
            maximum = "8")
        @Nullable Integer quorum,
    @JsonProperty("grace_ms")
        @Schema(
            description = "How long stragglers may still arrive after quorum",
            minimum = "0",
            maximum = "600000",
            defaultValue = "8000")
        @Nullable Integer graceMs,
    @JsonProperty("deadline_ms")
        @Schema(
            description = "The whole run; the judge keeps min(60 s, a third) of it",
            minimum = "1",
            maximum = "600000",
            defaultValue = "180000")
        @Nullable Integer deadlineMs,
    @JsonProperty("judge_single")
        @Schema(
            description = "Whether the judge still runs when one answer is usable",
            defaultValue = "true")
        @Nullable Boolean judgeSingle,
    @JsonProperty("on_judge_failure")
        @Schema(
            description = "degrade: the first whole panel answer is returned; fail: the run fails",
            enumeration = {"degrade", "fail"},
            defaultValue = "degrade")
        @Nullable String onJudgeFailure,
    @JsonProperty("mode")
        @Schema(
            description =
                "synthesis: the judge writes the answer; analysis: it compares and a writer writes"
                    + " from that; best_of: it chooses one",
            enumeration = {"synthesis", "analysis", "best_of"},
            defaultValue = "synthesis")
        @Nullable String mode,
    @JsonProperty("progress")
        @Schema(description = "A streamed reply tells what the run does", defaultValue = "false")
        @Nullable Boolean progress,
    @JsonProperty("web")
        @Schema(
            description = "Panel and judge get web_search and web_fetch",
            defaultValue = "false")
        @Nullable Boolean web,
    @JsonProperty("max_tool_calls")
        @Schema(
            description = "Steps in which one panelist, or the judge, may call web tools",
            minimum = "1",
            maximum = "16",
            defaultValue = "8")
        @Nullable Integer maxToolCalls,
    @JsonProperty("include")
        @Schema(
            description =
                "'panel' returns each panelist's text, 'analysis' the comparison; in the OpenRouter"
                    + " form 'item' the panel's work as an output item",
            examples = "[\"panel\"]")
        List<String> include,
    @JsonProperty("seed")
        @Schema(
            description = "Order in which the judge sees the answers, and nothing else",
            examples = "41")
        @Nullable Long seed) {}
