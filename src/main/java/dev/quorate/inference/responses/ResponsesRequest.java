package dev.quorate.inference.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.inference.FusionRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request as the API description shows it; {@link ResponsesEndpoint} reads it. */
@Schema(
    name = "ResponsesRequest",
    description =
        "OpenAI's Responses request. Members of that API that are not listed are accepted, ignored"
            + " and named in the reply's warnings",
    requiredProperties = {"model", "input"})
record ResponsesRequest(
    @JsonProperty("model")
        @Schema(
            description = "A model of the catalogue, 'fusion' or 'openrouter/fusion'",
            examples = "fusion")
        String model,
    @JsonProperty("input")
        @Schema(
            description =
                "A text, or items of type message, function_call and function_call_output, or"
                    + " item_reference to an item of a kept response",
            oneOf = {String.class, Object[].class},
            examples = "Is P equal to NP?")
        Object input,
    @JsonProperty("instructions") @Schema(description = "System instructions before the input")
        @Nullable String instructions,
    @JsonProperty("fusion") @Schema(description = "Required with model 'fusion', else refused")
        @Nullable FusionRequest fusion,
    @JsonProperty("tools")
        @Schema(
            description =
                "{type: function, name, description?, parameters?, strict?}, or"
                    + " {type: openrouter:fusion, parameters?}; not with model 'fusion'",
            maxItems = 128)
        List<Object> tools,
    @JsonProperty("plugins")
        @Schema(
            description =
                "A plugin with id 'fusion' lets the model ask a panel: enabled, preset,"
                    + " analysis_models, model (the judge), max_tool_calls",
            examples = "[{\"id\":\"fusion\"}]")
        List<Object> plugins,
    @JsonProperty("tool_choice")
        @Schema(
            description = "auto, none, required, one tool by name, or allowed_tools",
            oneOf = {String.class, Object.class},
            examples = "auto")
        @Nullable Object toolChoice,
    @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,
    @JsonProperty("stream") @Schema(description = "Answer piece by piece", defaultValue = "false")
        @Nullable Boolean stream,
    @JsonProperty("store") @Schema(description = "Keep request and reply", defaultValue = "true")
        @Nullable Boolean store,
    @JsonProperty("previous_response_id")
        @Schema(description = "A kept response whose conversation this one continues")
        @Nullable String previousResponseId,
    @JsonProperty("background")
        @Schema(description = "Answer at once that it is queued", defaultValue = "false")
        @Nullable Boolean background,
    @JsonProperty("max_output_tokens")
        @Schema(description = "Output cap of every answer; alias max_tokens", minimum = "1")
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
    @JsonProperty("metadata") @Schema(description = "At most 16 pairs, handed back")
        Map<String, String> metadata,
    @JsonProperty("project_id")
        @Schema(description = "Id or slug of the project to bill; also X-Project-Id")
        @Nullable String projectId,
    @JsonProperty("tags")
        @Schema(
            type = SchemaType.OBJECT,
            description = "Labels of the ledger lines, at most 16; also X-Tags",
            examples = "{\"team\":\"search\"}")
        @Nullable Object tags) {}
