package dev.quorate.upstream.anthropic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.upstream.wire.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a messages request. What is null is not sent. */
@JsonInclude(Include.NON_NULL)
record MessagesRequest(
    @JsonProperty("model") String model,
    @JsonProperty("max_tokens") int maxTokens,
    @JsonProperty("system") @Nullable List<Text> system,
    @JsonProperty("messages") List<Message> messages,
    @JsonProperty("temperature") @Nullable BigDecimal temperature,
    @JsonProperty("top_p") @Nullable BigDecimal topP,
    @JsonProperty("stop_sequences") @Nullable List<String> stopSequences,
    @JsonProperty("thinking") @Nullable Thinking thinking,
    @JsonProperty("output_config") @Nullable OutputConfig outputConfig,
    @JsonProperty("tools") @Nullable List<ToolSpec> tools,
    @JsonProperty("tool_choice") @Nullable Choice toolChoice,
    @JsonProperty("stream") boolean stream)
    implements WireRequest {

  record Message(@JsonProperty("role") String role, @JsonProperty("content") List<Block> content) {}

  /** A piece of a message. */
  sealed interface Block {}

  record Text(@JsonProperty("type") String type, @JsonProperty("text") String text)
      implements Block {
    Text(String text) {
      this("text", text);
    }
  }

  record Image(@JsonProperty("type") String type, @JsonProperty("source") Source source)
      implements Block {
    Image(Source source) {
      this("image", source);
    }
  }

  @JsonInclude(Include.NON_NULL)
  record Source(
      @JsonProperty("type") String type,
      @JsonProperty("media_type") @Nullable String mediaType,
      @JsonProperty("data") @Nullable String data,
      @JsonProperty("url") @Nullable String url) {}

  /** A tool the assistant called in an earlier turn. */
  record ToolUse(
      @JsonProperty("type") String type,
      @JsonProperty("id") String id,
      @JsonProperty("name") String name,
      @JsonProperty("input") JsonNode input)
      implements Block {
    ToolUse(String id, String name, JsonNode input) {
      this("tool_use", id, name, input);
    }
  }

  record ToolResult(
      @JsonProperty("type") String type,
      @JsonProperty("tool_use_id") String toolUseId,
      @JsonProperty("content") String content)
      implements Block {
    ToolResult(String toolUseId, String content) {
      this("tool_result", toolUseId, content);
    }
  }

  /**
   * @param type {@code enabled} with a budget, or {@code adaptive} without
   */
  @JsonInclude(Include.NON_NULL)
  record Thinking(
      @JsonProperty("type") String type,
      @JsonProperty("budget_tokens") @Nullable Integer budgetTokens) {}

  @JsonInclude(Include.NON_NULL)
  record OutputConfig(
      @JsonProperty("effort") @Nullable String effort,
      @JsonProperty("format") @Nullable Format format) {}

  record Format(@JsonProperty("type") String type, @JsonProperty("schema") JsonNode schema) {}

  @JsonInclude(Include.NON_NULL)
  record ToolSpec(
      @JsonProperty("name") String name,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("input_schema") JsonNode inputSchema) {}

  @JsonInclude(Include.NON_NULL)
  record Choice(
      @JsonProperty("type") String type,
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("disable_parallel_tool_use") @Nullable Boolean disableParallelToolUse) {}

  /** Prompts are in here. */
  @Override
  public String toString() {
    return "MessagesRequest[" + model + ", " + messages.size() + " messages]";
  }
}
