package dev.quorate.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chat completion in OpenAI's shape. */
record Completion(
    @JsonProperty("id") String id,
    @JsonProperty("object") String object,
    @JsonProperty("created") long created,
    @JsonProperty("model") String model,
    @JsonProperty("choices") List<Choice> choices,
    @JsonProperty("usage") Usage usage) {

  record Choice(
      @JsonProperty("index") int index,
      @JsonProperty("message") Message message,
      @JsonProperty("finish_reason") String finishReason) {}

  record Message(
      @JsonProperty("role") String role,
      @JsonProperty("content") String content,
      @JsonProperty("tool_calls") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<ToolCall> toolCalls) {}

  record ToolCall(
      @JsonProperty("index") int index,
      @JsonProperty("id") String id,
      @JsonProperty("type") String type,
      @JsonProperty("function") Function function) {}

  record Function(@JsonProperty("name") String name, @JsonProperty("arguments") String arguments) {}

  /** One event of the same, streamed. */
  record Chunk(
      @JsonProperty("id") String id,
      @JsonProperty("object") String object,
      @JsonProperty("created") long created,
      @JsonProperty("model") String model,
      @JsonProperty("choices") List<ChunkChoice> choices) {}

  record ChunkChoice(
      @JsonProperty("index") int index,
      @JsonProperty("delta") Map<String, Object> delta,
      @JsonProperty("finish_reason") @Nullable String finishReason) {}

  record Usage(
      @JsonProperty("prompt_tokens") int promptTokens,
      @JsonProperty("completion_tokens") int completionTokens,
      @JsonProperty("total_tokens") int totalTokens,
      @JsonProperty("completion_tokens_details") OutputDetails details) {}

  record OutputDetails(@JsonProperty("reasoning_tokens") int reasoningTokens) {}

  /**
   * What a persona says.
   *
   * @param visible words of the text
   * @param reasoning words thought and not said
   * @param call the tool it calls, null for none
   */
  record Said(String text, String finish, int visible, int reasoning, ToolUse.@Nullable Call call) {
    @Override
    public String toString() {
      return "Said[" + visible + " words]";
    }
  }

  static Completion of(String id, long created, Chat chat, Said said) {
    int written = said.visible() + said.reasoning();
    return new Completion(
        id,
        "chat.completion",
        created,
        chat.model(),
        List.of(
            new Choice(0, new Message("assistant", said.text(), calls(id, said)), said.finish())),
        new Usage(
            chat.promptWords(),
            written,
            chat.promptWords() + written,
            new OutputDetails(said.reasoning())));
  }

  private static @Nullable List<ToolCall> calls(String id, Said said) {
    ToolUse.Call call = said.call();
    return call == null
        ? null
        : List.of(
            new ToolCall(0, "call_" + id, "function", new Function(call.name(), call.arguments())));
  }

  @Override
  public String toString() {
    return "Completion[" + id + "]";
  }
}
