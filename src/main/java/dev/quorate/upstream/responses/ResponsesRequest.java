package dev.quorate.upstream.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.quorate.upstream.wire.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request for a response. What is null is not sent. */
@JsonInclude(Include.NON_NULL)
record ResponsesRequest(
    @JsonProperty("model") String model,
    @JsonProperty("input") List<Item> input,
    @JsonProperty("max_output_tokens") int maxOutputTokens,
    @JsonProperty("temperature") @Nullable BigDecimal temperature,
    @JsonProperty("top_p") @Nullable BigDecimal topP,
    @JsonProperty("text") @Nullable TextConfig text,
    @JsonProperty("reasoning") @Nullable Reasoning reasoning,
    @JsonProperty("tools") @Nullable List<FunctionTool> tools,
    @JsonProperty("tool_choice") @Nullable Object toolChoice,
    @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,
    @JsonProperty("store") boolean store,
    @JsonProperty("stream") boolean stream)
    implements WireRequest {

  /** A turn of the conversation, or a part of one. */
  sealed interface Item {}

  record Message(
      @JsonProperty("type") String type,
      @JsonProperty("role") String role,
      @JsonProperty("content") Content content)
      implements Item {
    Message(String role, Content content) {
      this("message", role, content);
    }
  }

  sealed interface Content {}

  record Text(@JsonValue String text) implements Content {}

  record Parts(@JsonValue List<Part> parts) implements Content {}

  @JsonInclude(Include.NON_NULL)
  record Part(
      @JsonProperty("type") String type,
      @JsonProperty("text") @Nullable String text,
      @JsonProperty("image_url") @Nullable String imageUrl,
      @JsonProperty("detail") @Nullable String detail) {}

  /** A tool the assistant called in an earlier turn. */
  record Call(
      @JsonProperty("type") String type,
      @JsonProperty("call_id") String callId,
      @JsonProperty("name") String name,
      @JsonProperty("arguments") String arguments)
      implements Item {
    Call(String callId, String name, String arguments) {
      this("function_call", callId, name, arguments);
    }
  }

  record CallOutput(
      @JsonProperty("type") String type,
      @JsonProperty("call_id") String callId,
      @JsonProperty("output") String output)
      implements Item {
    CallOutput(String callId, String output) {
      this("function_call_output", callId, output);
    }
  }

  record TextConfig(@JsonProperty("format") Format format) {}

  @JsonInclude(Include.NON_NULL)
  record Format(
      @JsonProperty("type") String type,
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("schema") @Nullable JsonNode schema,
      @JsonProperty("strict") @Nullable Boolean strict) {}

  record Reasoning(@JsonProperty("effort") String effort) {}

  @JsonInclude(Include.NON_NULL)
  record FunctionTool(
      @JsonProperty("type") String type,
      @JsonProperty("name") String name,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("parameters") JsonNode parameters,
      @JsonProperty("strict") boolean strict) {}

  record NamedChoice(@JsonProperty("type") String type, @JsonProperty("name") String name) {}

  /** Prompts are in here. */
  @Override
  public String toString() {
    return "ResponsesRequest[" + model + ", " + input.size() + " items]";
  }
}
