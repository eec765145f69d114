package dev.quorate.inference.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One event of a streamed Chat Completions reply.
 *
 * @param usage in the last chunk only
 * @param fusion in the last chunk the run's report, before it an event of the run
 */
@Schema(
    name = "ChatCompletionChunk",
    description = "One event of a streamed answer; the last has usage and no choices",
    requiredProperties = {"id", "object", "created", "model", "choices"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatChunk(
    @JsonProperty("id") String id,
    @JsonProperty("object") @Schema(enumeration = "chat.completion.chunk") String object,
    @JsonProperty("created") long created,
    @JsonProperty("model") String model,
    @JsonProperty("choices") List<Choice> choices,
    @JsonProperty("usage") @Nullable ChatUsage usage,
    @JsonProperty("fusion") @Nullable Object fusion,
    @JsonProperty("warnings") @Nullable List<String> warnings) {
  /** The one choice. */
  @Schema(name = "ChatChunkChoice", description = "The one choice")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Choice(
      @JsonProperty("index") int index,
      @JsonProperty("delta") Delta delta,
      @JsonProperty("logprobs") @Nullable Object logprobs,
      @JsonProperty("finish_reason") @Nullable String finishReason) {}

  /** What is new. */
  @Schema(name = "ChatDelta", description = "What is new")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Delta(
      @JsonProperty("role") @Nullable String role,
      @JsonProperty("content") @Nullable String content,
      @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls) {
    static final Delta NOTHING = new Delta(null, null, null);
  }

  /** A tool call that begins or goes on. */
  @Schema(name = "ChatToolCallDelta", description = "A tool call that begins or goes on")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ToolCall(
      @JsonProperty("index") int index,
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("type") @Nullable String type,
      @JsonProperty("function") Function function) {}

  /** Its name once, its arguments in pieces. */
  @Schema(name = "ChatFunctionDelta", description = "Its name once, its arguments in pieces")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Function(
      @JsonProperty("name") @Nullable String name, @JsonProperty("arguments") String arguments) {}
}
