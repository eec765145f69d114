package dev.quorate.inference.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.inference.FusionRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request as the API description shows it; {@link ChatEndpoint} reads it. */
@Schema(
    name = "ChatRequest",
    description =
        "OpenAI's Chat Completions request. Members of that API that are not listed are accepted,"
            + " ignored and named in the reply's warnings; n above 1 is refused",
    requiredProperties = {"model", "messages"})
record ChatRequest(
    @JsonProperty("model")
        @Schema(
            description = "A model of the catalogue, 'fusion' or 'openrouter/fusion'",
            examples = "fusion")
        String model,
    @JsonProperty("messages") @Schema(minItems = 1, maxItems = 2000) List<RequestMessage> messages,
    @JsonProperty("fusion") @Schema(description = "Required with model 'fusion', else refused")
        @Nullable FusionRequest fusion,
    @JsonProperty("tools")
        @Schema(
            description =
                "{type: function, function: {name, description?, parameters?, strict?}}, or"
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
    @JsonProperty("stream_options")
        @Schema(
            type = SchemaType.OBJECT,
            description = "{include_usage: a last chunk with the usage}",
            examples = "{\"include_usage\":true}")
        @Nullable Object streamOptions,
    @JsonProperty("max_completion_tokens")
        @Schema(description = "Output cap of every answer; alias max_tokens", minimum = "1")
        @Nullable Integer maxCompletionTokens,
    @JsonProperty("temperature") @Schema(minimum = "0", maximum = "2")
        @Nullable BigDecimal temperature,
    @JsonProperty("top_p") @Schema(minimum = "0", maximum = "1") @Nullable BigDecimal topP,
    @JsonProperty("stop")
        @Schema(
            description = "Up to four texts that end the answer",
            oneOf = {String.class, String[].class},
            examples = "[\"END\"]")
        @Nullable Object stop,
    @JsonProperty("seed") @Schema(description = "The provider's sampling seed") @Nullable Long seed,
    @JsonProperty("response_format")
        @Schema(
            type = SchemaType.OBJECT,
            description = "{type: text | json_object | json_schema, json_schema?: {…}}",
            examples = "{\"type\":\"json_object\"}")
        @Nullable Object responseFormat,
    @JsonProperty("reasoning_effort")
        @Schema(enumeration = {"none", "minimal", "low", "medium", "high", "xhigh", "max"})
        @Nullable String reasoningEffort,
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
        @Nullable Object tags) {

  /** One message. */
  @Schema(
      name = "ChatMessage",
      description = "One turn of the conversation",
      requiredProperties = "role")
  record RequestMessage(
      @JsonProperty("role")
          @Schema(enumeration = {"system", "developer", "user", "assistant", "tool"})
          String role,
      @JsonProperty("content")
          @Schema(
              description = "A text, or parts of type text and (user only) image_url",
              oneOf = {String.class, Object[].class},
              examples = "Is P equal to NP?")
          Object content,
      @JsonProperty("tool_calls") @Schema(description = "The assistant's calls in the past")
          List<Object> toolCalls,
      @JsonProperty("tool_call_id") @Schema(description = "Which call a tool message answers")
          @Nullable String toolCallId) {}
}
