package dev.quorate.inference.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.inference.FusionReport;
import dev.quorate.upstream.request.ResponseFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Responses reply with every key that Open Responses' {@code ResponseResource} requires, null or
 * not, and ours beside them.
 *
 * @see <a href="https://www.openresponses.org/specification">Open Responses</a>
 */
@Schema(
    name = "Response",
    description = "An answer in the Responses shape",
    requiredProperties = {
      "id",
      "object",
      "created_at",
      "completed_at",
      "status",
      "error",
      "incomplete_details",
      "model",
      "output",
      "usage",
      "previous_response_id",
      "instructions",
      "max_output_tokens",
      "temperature",
      "top_p",
      "presence_penalty",
      "frequency_penalty",
      "top_logprobs",
      "text",
      "reasoning",
      "tools",
      "tool_choice",
      "parallel_tool_calls",
      "max_tool_calls",
      "truncation",
      "store",
      "background",
      "service_tier",
      "metadata",
      "safety_identifier",
      "prompt_cache_key"
    })
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ResponseBody(
    @JsonProperty("id") @Schema(examples = "resp_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f") String id,
    @JsonProperty("object") @Schema(enumeration = "response") String object,
    @JsonProperty("created_at") @Schema(description = "Epoch seconds") long createdAt,
    @JsonProperty("completed_at")
        @Schema(description = "Epoch seconds; null when incomplete", nullable = true)
        @Nullable Long completedAt,
    @JsonProperty("status")
        @Schema(
            enumeration = {
              "queued",
              "in_progress",
              "completed",
              "incomplete",
              "failed",
              "cancelled"
            })
        String status,
    @JsonProperty("error") @Schema(description = "Null unless failed", nullable = true)
        @Nullable Failure error,
    @JsonProperty("incomplete_details") @Schema(nullable = true)
        @Nullable IncompleteDetails incompleteDetails,
    @JsonProperty("model") @Schema(description = "The model as the request named it") String model,
    @JsonProperty("output") List<ResponseItem> output,
    @JsonProperty("usage") @Schema(description = "Null until known", nullable = true)
        @Nullable ResponseUsage usage,
    @JsonProperty("fusion")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Only for model 'fusion'")
        @Nullable FusionReport fusion,
    @JsonProperty("warnings")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What was accepted and had no effect; absent when empty")
        @Nullable List<String> warnings,
    @JsonProperty("previous_response_id") @Schema(nullable = true)
        @Nullable String previousResponseId,
    @JsonProperty("instructions") @Schema(nullable = true) @Nullable String instructions,
    @JsonProperty("max_output_tokens") @Schema(nullable = true) @Nullable Integer maxOutputTokens,
    @JsonProperty("temperature") BigDecimal temperature,
    @JsonProperty("top_p") BigDecimal topP,
    @JsonProperty("presence_penalty") int presencePenalty,
    @JsonProperty("frequency_penalty") int frequencyPenalty,
    @JsonProperty("top_logprobs") int topLogprobs,
    @JsonProperty("text") TextSettings text,
    @JsonProperty("reasoning") Reasoning reasoning,
    @JsonProperty("tools")
        @Schema(
            type = SchemaType.ARRAY,
            implementation = ToolEcho.class,
            description = "The request's own; under /api/v1 also openrouter:fusion as it was sent")
        List<Object> tools,
    @JsonProperty("tool_choice")
        @Schema(
            description = "auto, none, required, {type, name} or {type: allowed_tools, …}",
            examples = "auto")
        Object toolChoice,
    @JsonProperty("parallel_tool_calls") boolean parallelToolCalls,
    @JsonProperty("max_tool_calls") @Schema(nullable = true) @Nullable Integer maxToolCalls,
    @JsonProperty("truncation") @Schema(enumeration = "disabled") String truncation,
    @JsonProperty("store") @Schema(description = "Whether this response is kept") boolean store,
    @JsonProperty("background") boolean background,
    @JsonProperty("service_tier") @Schema(enumeration = "default") String serviceTier,
    @JsonProperty("metadata") @Schema(description = "The request's own")
        Map<String, String> metadata,
    @JsonProperty("safety_identifier") @Schema(nullable = true) @Nullable String safetyIdentifier,
    @JsonProperty("prompt_cache_key") @Schema(nullable = true) @Nullable String promptCacheKey) {

  /** Why the answer is not whole. */
  @Schema(name = "ResponseIncompleteDetails", description = "Why the answer is not whole")
  public record IncompleteDetails(
      @JsonProperty("reason") @Schema(enumeration = {"max_output_tokens", "content_filter"})
          String reason) {}

  /** Why there is no answer. */
  @Schema(name = "ResponseError", description = "Why there is no answer")
  public record Failure(
      @JsonProperty("code")
          @Schema(enumeration = {"server_error", "rate_limit_exceeded", "invalid_prompt"})
          String code,
      @JsonProperty("message") String message) {}

  /** The format the answer was wanted in. */
  @Schema(name = "ResponseTextSettings", description = "The format the answer was wanted in")
  public record TextSettings(
      @JsonProperty("format") @Schema(type = SchemaType.OBJECT, examples = "{\"type\":\"text\"}")
          Object format) {}

  /** How hard the model was asked to think. */
  @Schema(name = "ResponseReasoning", description = "How hard the model was asked to think")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Reasoning(
      @JsonProperty("effort") @Schema(nullable = true) @Nullable String effort,
      @JsonProperty("summary") @Schema(description = "Always null", nullable = true)
          @Nullable String summary) {}

  /** A tool as the reply repeats it. */
  @Schema(name = "ResponseTool", description = "A tool of the request")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ToolEcho(
      @JsonProperty("type") @Schema(enumeration = "function") String type,
      @JsonProperty("name") String name,
      @JsonProperty("description") @Schema(nullable = true) @Nullable String description,
      @JsonProperty("parameters") @Schema(type = SchemaType.OBJECT, nullable = true)
          @Nullable JsonNode parameters,
      @JsonProperty("strict") @Schema(nullable = true) @Nullable Boolean strict) {}

  /** {@code text.format} without a schema. */
  record PlainFormat(@JsonProperty("type") String type) {}

  /**
   * {@code text.format} with a schema.
   *
   * @param description empty where there is none: the key must be there, and OpenAI's clients take
   *     no null for it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SchemaFormat(
      @JsonProperty("type") String type,
      @JsonProperty("name") String name,
      @JsonProperty("description") String description,
      @JsonProperty("schema") @Nullable JsonNode schema,
      @JsonProperty("strict") boolean strict) {}

  /** {@code text.format} as the reply repeats it. */
  static Object format(ResponseFormat format, @Nullable JsonNode schema) {
    return switch (format) {
      case ResponseFormat.PlainText plain -> new PlainFormat("text");
      case ResponseFormat.JsonObject object -> new PlainFormat("json_object");
      case ResponseFormat.JsonSchema wanted ->
          new SchemaFormat(
              "json_schema",
              wanted.name(),
              Objects.requireNonNullElse(wanted.description(), ""),
              schema,
              Objects.requireNonNullElse(wanted.strict(), false));
    };
  }
}
