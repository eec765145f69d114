package dev.quorate.upstream.openai;

import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a message or a piece of one says, in our words. */
final class ChatWords {
  private ChatWords() {}

  /** Content as a string, as parts, or as a refusal to answer, which is an answer too. */
  static String text(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isArray()) {
      return content
          .valueStream()
          .map(part -> part.path("text"))
          .filter(JsonNode::isString)
          .map(JsonNode::stringValue)
          .collect(Collectors.joining());
    }
    String text = content.isString() ? content.stringValue() : "";
    JsonNode refusal = message.path("refusal");
    return text.isEmpty() && refusal.isString() ? refusal.stringValue() : text;
  }

  static FinishReason finish(JsonNode reason) {
    if (!reason.isString()) {
      return FinishReason.OTHER;
    }
    return switch (reason.stringValue()) {
      case "stop" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      default -> FinishReason.OTHER;
    };
  }

  /** The tools a whole message asks for; a call without a name is none. */
  static List<Turn.ToolCall> toolCalls(JsonNode message) {
    List<Turn.ToolCall> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      String name = call.at("/function/name").asString("");
      if (!name.isEmpty()) {
        calls.add(new Turn.ToolCall(id(call, calls.size()), name, arguments(call)));
      }
    }
    return calls;
  }

  /** Some servers give calls no id; a reply to the call needs one. */
  static String id(JsonNode call, int index) {
    String id = call.path("id").asString("");
    return id.isEmpty() ? "call_" + index : id;
  }

  /** JSON text; Ollama has the object itself. */
  static String arguments(JsonNode call) {
    JsonNode arguments = call.at("/function/arguments");
    if (arguments.isString()) {
      return arguments.stringValue();
    }
    return arguments.isObject() ? arguments.toString() : "";
  }
}
