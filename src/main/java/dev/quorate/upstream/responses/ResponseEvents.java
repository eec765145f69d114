package dev.quorate.upstream.responses;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.GrowingAnswer;
import dev.quorate.upstream.wire.StreamWords;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The events of one streamed response. The last one holds the whole response; its text and calls
 * are used only where no event before it told any.
 */
final class ResponseEvents implements StreamWords {
  private final WholeResponse whole = new WholeResponse();

  /** Places of the calls, by the index of their output item. */
  private final Map<Integer, Integer> places = new HashMap<>();

  private int speaking = -1;

  @Override
  public boolean take(String name, JsonNode event, GrowingAnswer answer) {
    switch (event.path("type").asString(name)) {
      case "response.created", "response.in_progress" -> answer.id(event.at("/response/id"));
      case "response.output_text.delta", "response.refusal.delta" -> text(event, answer);
      case "response.output_item.added" -> item(event, answer);
      case "response.function_call_arguments.delta" -> {
        int place = places.getOrDefault(index(event), -1);
        answer.arguments(place, event.path("delta").asString(""));
      }
      case "response.output_item.done" -> itemDone(event, answer);
      case "response.completed", "response.incomplete" -> finish(event.path("response"), answer);
      case "response.failed" -> {
        JsonNode response = event.path("response");
        answer.usage(whole.usage(response));
        answer.failed(response.path("error").isObject() ? response.path("error") : response);
        return false;
      }
      case "error" -> {
        answer.failed(event.path("error").isObject() ? event.path("error") : event);
        return false;
      }
      default -> {}
    }
    return true;
  }

  private static int index(JsonNode event) {
    return event.path("output_index").asInt(-1);
  }

  /** The text of a further message begins after a blank line. */
  private void text(JsonNode event, GrowingAnswer answer) {
    String delta = event.path("delta").asString("");
    if (delta.isEmpty()) {
      return;
    }
    boolean further = answer.hasText() && speaking != index(event);
    speaking = index(event);
    answer.text(further ? WholeResponse.BLANK_LINE + delta : delta);
  }

  private void item(JsonNode event, GrowingAnswer answer) {
    JsonNode item = event.path("item");
    if (item.path("type").asString("").equals("function_call")) {
      Turn.ToolCall call = WholeResponse.call(item);
      int place = answer.beginCall(call.id(), call.name());
      places.put(index(event), place);
      answer.arguments(place, call.arguments());
    }
  }

  /** Some servers tell of a call only when it is whole, or its arguments only then. */
  private void itemDone(JsonNode event, GrowingAnswer answer) {
    JsonNode item = event.path("item");
    if (!item.path("type").asString("").equals("function_call")) {
      return;
    }
    Integer place = places.get(index(event));
    if (place == null) {
      item(event, answer);
    } else if (!answer.hasArguments(place)) {
      answer.arguments(place, item.path("arguments").asString(""));
    }
  }

  private void finish(JsonNode response, GrowingAnswer answer) {
    answer.id(response.path("id"));
    Answered told = whole.answer(response);
    if (told != null && !answer.hasText() && answer.calls() == 0) {
      answer.text(told.text());
      told.toolCalls()
          .forEach(
              call -> answer.arguments(answer.beginCall(call.id(), call.name()), call.arguments()));
    }
    answer.usage(whole.usage(response));
    answer.finish(WholeResponse.finish(response, answer.calls() > 0));
    answer.end();
  }
}
