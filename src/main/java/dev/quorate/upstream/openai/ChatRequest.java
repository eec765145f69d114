package dev.quorate.upstream.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.quorate.upstream.wire.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a chat completions request. What is null is not sent. */
@JsonInclude(Include.NON_NULL)
record ChatRequest(
    @JsonProperty("model") String model,
    @JsonProperty("messages") List<Message> messages,
    @JsonProperty("max_tokens") @Nullable Integer maxTokens,
    @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
    @JsonProperty("temperature") @Nullable BigDecimal temperature,
    @JsonProperty("top_p") @Nullable BigDecimal topP,
    @JsonProperty("stop") @Nullable List<String> stop,
    @JsonProperty("response_format") @Nullable Format responseFormat,
    @JsonProperty("seed") @Nullable Long seed,
    @JsonProperty("reasoning_effort") @Nullable String reasoningEffort,
    @JsonProperty("tools") @Nullable List<ToolSpec> tools,
    @JsonProperty("tool_choice") @Nullable Object toolChoice,
    @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,
    @JsonProperty("stream") boolean stream,
    @JsonProperty("stream_options") @Nullable StreamOptions streamOptions)
    implements WireRequest {

  @JsonInclude(Include.NON_NULL)
  record Message(
      @JsonProperty("role") String role,
      @JsonProperty("content") @Nullable Content content,
      @JsonProperty("tool_calls") @Nullable List<Call> toolCalls,
      @JsonProperty("tool_call_id") @Nullable String toolCallId) {
    Message(String role, Content content) {
      this(role, content, null, null);
    }
  }

  /** A tool the assistant called in an earlier turn. */
  record Call(
      @JsonProperty("id") String id,
      @JsonProperty("type") String type,
      @JsonProperty("function") Called function) {}

  record Called(@JsonProperty("name") String name, @JsonProperty("arguments") String arguments) {}

  record ToolSpec(@JsonProperty("type") String type, @JsonProperty("function") Function function) {}

  @JsonInclude(Include.NON_NULL)
  record Function(
      @JsonProperty("name") String name,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("parameters") @Nullable JsonNode parameters,
      @JsonProperty("strict") @Nullable Boolean strict) {}

  record NamedChoice(
      @JsonProperty("type") String type, @JsonProperty("function") ChosenFunction function) {}

  record ChosenFunction(@JsonProperty("name") String name) {}

  record StreamOptions(@JsonProperty("include_usage") boolean includeUsage) {}

  /** A string where there is only text: some compatible servers know nothing else. */
  sealed interface Content {}

  record Text(@JsonValue String text) implements Content {}

  record Parts(@JsonValue List<Part> parts) implements Content {}

  @JsonInclude(Include.NON_NULL)
  record Part(
      @JsonProperty("type") String type,
      @JsonProperty("text") @Nullable String text,
      @JsonProperty("image_url") @Nullable ImageUrl imageUrl) {}

  @JsonInclude(Include.NON_NULL)
  record ImageUrl(
      @JsonProperty("url") String url, @JsonProperty("detail") @Nullable String detail) {}

  @JsonInclude(Include.NON_NULL)
  record Format(
      @JsonProperty("type") String type,
      @JsonProperty("json_schema") @Nullable Schema jsonSchema) {}

  @JsonInclude(Include.NON_NULL)
  record Schema(
      @JsonProperty("name") String name,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("schema") JsonNode schema,
      @JsonProperty("strict") @Nullable Boolean strict) {}

  /** Prompts are in here. */
  @Override
  public String toString() {
    return "ChatRequest[" + model + ", " + messages.size() + " messages]";
  }
}
