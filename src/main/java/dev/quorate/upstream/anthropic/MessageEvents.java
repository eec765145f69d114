package dev.quorate.upstream.anthropic;

import dev.quorate.upstream.wire.GrowingAnswer;
import dev.quorate.upstream.wire.StreamWords;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one streamed message. The beginning tells the input's tokens, {@code message_delta}
 * the output's so far and why the model stopped; {@code message_stop} ends it.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">streaming</a>
 */
final class MessageEvents implements StreamWords {
  private final ObjectNode usage = JsonNodeFactory.instance.objectNode();

  /** Blocks that call a tool, by their index: the place of the call, and its input if whole. */
  private final Map<Integer, OpenCall> openCalls = new HashMap<>();

  private record OpenCall(int place, JsonNode input) {}

  @Override
  public boolean take(String name, JsonNode event, GrowingAnswer answer) {
    String type = event.path("type").asString(name);
    switch (type) {
      case "message_start" -> {
        JsonNode message = event.path("message");
        answer.id(message.path("id"));
        add(message.path("usage"));
      }
      case "content_block_start" -> begin(event, answer);
      case "content_block_delta" -> more(event, answer);
      case "content_block_stop" -> close(event.path("index").asInt(-1), answer);
      case "message_delta" -> finish(event, answer);
      case "message_stop" -> answer.end();
      case "error" -> {
        answer.failed(event.has("error") ? event.path("error") : event);
        return false;
      }
      default -> {}
    }
    return true;
  }

  private static int index(JsonNode event) {
    return event.path("index").asInt(-1);
  }

  private void begin(JsonNode event, GrowingAnswer answer) {
    JsonNode block = event.path("content_block");
    switch (block.path("type").asString("")) {
      case "text" -> answer.text(block.path("text").asString(""));
      case "tool_use" -> {
        int place =
            answer.beginCall(block.path("id").asString(""), block.path("name").asString(""));
        openCalls.put(index(event), new OpenCall(place, block.path("input")));
      }
      default -> {}
    }
  }

  private void more(JsonNode event, GrowingAnswer answer) {
    JsonNode delta = event.path("delta");
    switch (delta.path("type").asString("")) {
      case "text_delta" -> answer.text(delta.path("text").asString(""));
      case "input_json_delta" -> {
        OpenCall call = openCalls.get(index(event));
        if (call != null) {
          answer.arguments(call.place(), delta.path("partial_json").asString(""));
        }
      }
      default -> {}
    }
  }

  /** A call without pieces of arguments has them at its beginning, or none. */
  private void close(int index, GrowingAnswer answer) {
    OpenCall call = openCalls.remove(index);
    if (call != null && !answer.hasArguments(call.place())) {
      answer.arguments(call.place(), call.input().isObject() ? call.input().toString() : "{}");
    }
  }

  private void finish(JsonNode event, GrowingAnswer answer) {
    add(event.path("usage"));
    JsonNode reason = event.path("delta").path("stop_reason");
    if (!reason.isString()) {
      return;
    }
    Integer[] open = openCalls.keySet().toArray(Integer[]::new);
    for (int index : open) {
      close(index, answer);
    }
    answer.usage(MessageWords.usage(usage));
    answer.finish(MessageWords.finish(reason.stringValue()));
    if (answer.hasUsage()) {
      answer.complete();
    }
  }

  /** Counts are cumulative: a later one takes the place of an earlier one. */
  private void add(JsonNode counts) {
    counts.properties().stream()
        .filter(count -> !count.getValue().isNull())
        .forEach(count -> usage.set(count.getKey(), count.getValue()));
  }
}
