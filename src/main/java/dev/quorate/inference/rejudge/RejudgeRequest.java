package dev.quorate.inference.rejudge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request as the API description shows it; {@link RejudgeEndpoint} reads it. */
@Schema(
    name = "RejudgeRequest",
    description =
        "What is to be different from the run; everything may be left out and is then as the run"
            + " had it. Other members are refused")
record RejudgeRequest(
    @JsonProperty("synthesis_model")
        @Schema(description = "The judge", examples = "sandbox/sceptic")
        @Nullable String synthesisModel,
    @JsonProperty("mode")
        @Schema(
            description = "What becomes of the answers",
            enumeration = {"synthesis", "analysis", "best_of"})
        @Nullable String mode,
    @JsonProperty("instructions")
        @Schema(description = "System instructions before the run's conversation, which stays")
        @Nullable String instructions,
    @JsonProperty("max_output_tokens")
        @Schema(description = "Output cap of the answer; alias max_tokens", minimum = "1")
        @Nullable Integer maxOutputTokens,
    @JsonProperty("temperature") @Schema(minimum = "0", maximum = "2")
        @Nullable BigDecimal temperature,
    @JsonProperty("top_p") @Schema(minimum = "0", maximum = "1") @Nullable BigDecimal topP,
    @JsonProperty("stop")
        @Schema(
            description = "Up to four texts that end the answer",
            oneOf = {String.class, String[].class},
            examples = "[\"END\"]")
        @Nullable Object stop,
    @JsonProperty("text")
        @Schema(
            type = SchemaType.OBJECT,
            description = "{format: {type: text | json_object | json_schema, …}}",
            examples = "{\"format\":{\"type\":\"json_object\"}}")
        @Nullable Object text,
    @JsonProperty("reasoning")
        @Schema(
            type = SchemaType.OBJECT,
            description = "{effort: none | minimal | low | medium | high | xhigh | max}",
            examples = "{\"effort\":\"low\"}")
        @Nullable Object reasoning,
    @JsonProperty("include")
        @Schema(
            description = "'panel' returns each panelist's text, 'analysis' the comparison",
            examples = "[\"panel\"]")
        List<String> include,
    @JsonProperty("seed")
        @Schema(description = "Order in which the judge sees the answers", examples = "41")
        @Nullable Long seed,
    @JsonProperty("judge_single")
        @Schema(description = "Whether the judge runs when one answer is usable")
        @Nullable Boolean judgeSingle,
    @JsonProperty("on_judge_failure")
        @Schema(
            description = "degrade: the first whole panel answer is returned; fail: the run fails",
            enumeration = {"degrade", "fail"})
        @Nullable String onJudgeFailure,
    @JsonProperty("deadline_ms")
        @Schema(description = "The whole run", minimum = "1", maximum = "600000")
        @Nullable Integer deadlineMs,
    @JsonProperty("max_cost_usd")
        @Schema(
            description = "402 max_cost_exceeded when the judge's worst case is more",
            minimum = "0",
            examples = "0.05")
        @Nullable BigDecimal maxCostUsd,
    @JsonProperty("stream") @Schema(description = "Answer piece by piece", defaultValue = "false")
        @Nullable Boolean stream,
    @JsonProperty("progress")
        @Schema(description = "A streamed reply tells what the run does", defaultValue = "false")
        @Nullable Boolean progress,
    @JsonProperty("metadata") @Schema(description = "At most 16 pairs, handed back")
        Map<String, String> metadata,
    @JsonProperty("project_id")
        @Schema(description = "Id or slug of the project to bill; also X-Project-Id")
        @Nullable String projectId,
    @JsonProperty("tags")
        @Schema(
            type = SchemaType.OBJECT,
            description = "Labels of the ledger lines, at most 16, in place of the run's",
            examples = "{\"team\":\"search\"}")
        @Nullable Object tags) {}
