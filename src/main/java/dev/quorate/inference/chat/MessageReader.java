package dev.quorate.inference.chat;

import dev.quorate.http.Fields;
import dev.quorate.inference.reading.Content;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code messages}: every role, content as a text or in parts, tool calls of the past. */
final class MessageReader {
  private static final int MAX_TOOL_CALLS = 128;
  private static final int MAX_WORD = 64;

  private MessageReader() {}

  static Conversation read(Fields body) {
    if (!body.has("messages")) {
      throw Content.missing(body, "messages");
    }
    List<Fields> messages = body.objects("messages", Content.MAX_TURNS);
    if (messages.isEmpty()) {
      throw body.refusal("messages", "must have at least one message");
    }
    return new Conversation(messages.stream().map(MessageReader::turn).toList());
  }

  private static Turn turn(Fields message) {
    return switch (message.requiredText("role", MAX_WORD)) {
      case "system" -> new Turn.Instructions(Turn.Instructions.Role.SYSTEM, requiredText(message));
      case "developer" ->
          new Turn.Instructions(Turn.Instructions.Role.DEVELOPER, requiredText(message));
      case "user" -> new Turn.User(userParts(message));
      case "assistant" -> assistant(message);
      case "tool" ->
          new Turn.ToolResult(
              message.requiredText("tool_call_id", Content.MAX_NAME), requiredText(message));
      default ->
          throw message.refusal(
              "role", "must be 'system', 'developer', 'user', 'assistant' or 'tool'");
    };
  }

  private static Turn assistant(Fields message) {
    List<Turn.ToolCall> calls =
        message.objects("tool_calls", MAX_TOOL_CALLS).stream().map(MessageReader::call).toList();
    String refusal = message.text("refusal", Content.MAX_TEXT);
    String text = text(message);
    if (text == null && refusal == null && calls.isEmpty()) {
      throw Content.missing(message, "content");
    }
    return new Turn.Assistant(text != null ? text : refusal != null ? refusal : "", calls);
  }

  private static Turn.ToolCall call(Fields call) {
    String id = call.requiredText("id", Content.MAX_NAME);
    String type = call.text("type", MAX_WORD);
    if (type != null && !type.equals("function")) {
      throw Content.unserved(call, "type", "'function'");
    }
    Fields function = call.object("function");
    if (function == null) {
      throw Content.missing(call, "function");
    }
    return new Turn.ToolCall(
        id, function.requiredText("name", Content.MAX_NAME), Content.text(function, "arguments"));
  }

  private static String requiredText(Fields message) {
    String text = text(message);
    if (text == null) {
      throw Content.missing(message, "content");
    }
    return text;
  }

  /** Content that can only be text, its parts one per line; null when absent. */
  private static @Nullable String text(Fields message) {
    JsonNode content = content(message);
    if (content == null) {
      return null;
    }
    if (content.isString()) {
      return message.text("content", Content.MAX_TEXT);
    }
    return message.objects("content", Content.MAX_PARTS).stream()
        .map(MessageReader::textPart)
        .collect(Collectors.joining("\n"));
  }

  private static String textPart(Fields part) {
    return switch (part.requiredText("type", MAX_WORD)) {
      case "text" -> Content.text(part, "text");
      case "refusal" -> Content.text(part, "refusal");
      default -> throw Content.unserved(part, "type", "'text' in this role");
    };
  }

  private static List<ContentPart> userParts(Fields message) {
    JsonNode content = content(message);
    if (content == null) {
      throw Content.missing(message, "content");
    }
    if (content.isString()) {
      return List.of(new ContentPart.Text(Content.text(message, "content")));
    }
    List<ContentPart> parts = new ArrayList<>();
    for (Fields part : message.objects("content", Content.MAX_PARTS)) {
      parts.add(userPart(part));
    }
    if (parts.isEmpty()) {
      throw message.refusal("content", "must have at least one part");
    }
    return parts;
  }

  private static ContentPart userPart(Fields part) {
    return switch (part.requiredText("type", MAX_WORD)) {
      case "text" -> new ContentPart.Text(Content.text(part, "text"));
      case "image_url" -> image(part);
      default -> throw Content.unserved(part, "type", "'text' and 'image_url'");
    };
  }

  private static ContentPart image(Fields part) {
    Fields image = part.object("image_url");
    if (image == null) {
      throw Content.missing(part, "image_url");
    }
    return Content.image(image, "url");
  }

  private static @Nullable JsonNode content(Fields message) {
    JsonNode content = message.raw("content");
    if (content != null && !content.isString() && !content.isArray()) {
      throw message.refusal("content", "must be a string or an array of parts");
    }
    return content;
  }
}
