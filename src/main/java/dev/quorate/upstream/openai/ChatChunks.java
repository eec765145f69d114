package dev.quorate.upstream.openai;

import dev.quorate.upstream.wire.GrowingAnswer;
import dev.quorate.upstream.wire.StreamWords;
import tools.jackson.databind.JsonNode;

/**
 * The chunks of one streamed completion. All of it came when {@code [DONE]} did, or a finish reason
 * and the usage; several servers leave one of them out.
 */
final class ChatChunks implements StreamWords {
  @Override
  public boolean take(String name, JsonNode chunk, GrowingAnswer answer) {
    JsonNode choice = chunk.at("/choices/0");
    for (JsonNode place : new JsonNode[] {chunk.path("error"), choice.path("error")}) {
      if (place.isObject() || place.isString()) {
        answer.failed(place);
        return false;
      }
    }
    if (name.equals("error")) {
      answer.failed(chunk);
      return false;
    }
    answer.id(chunk.path("id"));
    if (chunk.path("usage").isObject()) {
      answer.usage(Usage.read(chunk.path("usage")));
    }
    if (choice.isObject()) {
      choice(choice, answer);
    }
    if (answer.hasFinished() && answer.hasUsage()) {
      answer.complete();
    }
    return true;
  }

  @Override
  public void done(GrowingAnswer answer) {
    answer.end();
  }

  private static void choice(JsonNode choice, GrowingAnswer answer) {
    answer.spoke();
    JsonNode delta = choice.path("delta");
    answer.text(ChatWords.text(delta));
    delta.path("tool_calls").forEach(call -> toolCall(call, answer));
    if (choice.path("finish_reason").isString()) {
      answer.finish(ChatWords.finish(choice.path("finish_reason")));
    }
  }

  /**
   * A call begins with its name; what comes after under the same index is more of its arguments.
   */
  private static void toolCall(JsonNode call, GrowingAnswer answer) {
    String name = call.at("/function/name").asString("");
    int calls = answer.calls();
    int index = call.path("index").asInt(name.isEmpty() ? calls - 1 : calls);
    if (index == calls && !name.isEmpty()) {
      answer.beginCall(ChatWords.id(call, index), name);
    }
    answer.arguments(index, ChatWords.arguments(call));
  }
}
