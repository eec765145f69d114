package dev.quorate.inference.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.inference.FusionReport;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/**
 * A Chat Completions reply.
 *
 * @param systemFingerprint absent for OpenAI's clients, some of which choke on a null; a null for
 *     OpenRouter's, which want one
 * @param metadata absent unless the request had some
 * @param fusion absent for a direct call
 * @param warnings absent when there are none
 */
@Schema(
    name = "ChatCompletion",
    description = "An answer in OpenAI's Chat Completions shape",
    requiredProperties = {"id", "object", "created", "model", "choices", "usage"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatCompletion(
    @JsonProperty("id") @Schema(examples = "chatcmpl-019aa5b0c2f47c3e8f1d2a3b4c5d6e7f") String id,
    @JsonProperty("object") @Schema(enumeration = "chat.completion") String object,
    @JsonProperty("created") @Schema(description = "Epoch seconds") long created,
    @JsonProperty("model") @Schema(description = "The model as the request named it") String model,
    @JsonProperty("choices") @Schema(description = "Always one") List<Choice> choices,
    @JsonProperty("usage") ChatUsage usage,
    @JsonProperty("system_fingerprint")
        @Schema(
            type = SchemaType.STRING,
            nullable = true,
            description = "Null under /api/v1, elsewhere absent")
        @Nullable NullNode systemFingerprint,
    @JsonProperty("metadata") @Schema(description = "The request's own")
        @Nullable Map<String, String> metadata,
    @JsonProperty("fusion") @Schema(description = "Only for model 'fusion'")
        @Nullable FusionReport fusion,
    @JsonProperty("warnings") @Schema(description = "What was accepted and had no effect")
        @Nullable List<String> warnings) {

  /** The one choice. */
  @Schema(name = "ChatChoice", description = "The one choice")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Choice(
      @JsonProperty("index") int index,
      @JsonProperty("message") Message message,
      @JsonProperty("logprobs") @Schema(description = "Always null", nullable = true)
          @Nullable Object logprobs,
      @JsonProperty("finish_reason")
          @Schema(enumeration = {"stop", "length", "content_filter", "tool_calls"})
          String finishReason) {}

  /** The answer. */
  @Schema(name = "ChatAnswer", description = "The answer")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Message(
      @JsonProperty("role") @Schema(enumeration = "assistant") String role,
      @JsonProperty("content") @Schema(nullable = true) @Nullable String content,
      @JsonProperty("tool_calls")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "The request's own tools the model asks for; absent when none")
          @Nullable List<ToolCall> toolCalls,
      @JsonProperty("refusal") @Schema(description = "Always null", nullable = true)
          @Nullable String refusal,
      @JsonProperty("annotations") @Schema(description = "Always empty") List<Object> annotations) {

    static Message of(RunOutcome.Ending.Answer answer) {
      List<ToolCall> calls = answer.toolCalls().stream().map(ToolCall::of).toList();
      String text = answer.wholeText();
      boolean silent = text.isEmpty() && !calls.isEmpty();
      return new Message(
          "assistant", silent ? null : text, calls.isEmpty() ? null : calls, null, List.of());
    }
  }

  /** A tool the model asks its caller to run. */
  @Schema(name = "ChatToolCall", description = "A tool the model asks its caller to run")
  public record ToolCall(
      @JsonProperty("id") String id,
      @JsonProperty("type") @Schema(enumeration = "function") String type,
      @JsonProperty("function") Function function) {
    static ToolCall of(Turn.ToolCall call) {
      return new ToolCall(call.id(), "function", new Function(call.name(), call.arguments()));
    }
  }

  /** Its name and arguments. */
  @Schema(name = "ChatFunctionCall", description = "Its name and arguments")
  public record Function(
      @JsonProperty("name") String name,
      @JsonProperty("arguments") @Schema(description = "JSON text, as the model wrote it")
          String arguments) {}
}
