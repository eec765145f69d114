package dev.quorate.inference.responses;

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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code instructions} and {@code input}: a text, or items of three types. Members of an item
 * that only say where it came from ({@code id}, {@code status}, …) are read over.
 */
final class InputReader {
  private static final int MAX_WORD = 64;

  /** Items of a panel's work, as replies have them. */
  private static final String OURS = "openrouter:";

  private static final String REFERENCE = "item_reference";

  private static final List<String> PROVENANCE =
      List.of("id", "status", "phase", "annotations", "logprobs");

  private final List<Turn> turns = new ArrayList<>();

  private InputReader(@Nullable String instructions) {
    if (instructions != null) {
      turns.add(new Turn.Instructions(Turn.Instructions.Role.SYSTEM, instructions));
    }
  }

  static Conversation read(Fields body, @Nullable String instructions) {
    InputReader reader = new InputReader(instructions);
    reader.input(body);
    return new Conversation(reader.turns);
  }

  /** What was kept of an earlier request or reply, or this one's when its references are items. */
  static Conversation recalled(JsonNode items, @Nullable String instructions) {
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    holder.set("input", items);
    InputReader reader = new InputReader(instructions);
    if (!items.isArray() || !items.isEmpty()) {
      reader.input(Fields.of(holder, ""));
    }
    return new Conversation(reader.turns);
  }

  private void input(Fields body) {
    JsonNode input = body.raw("input");
    if (input == null) {
      throw Content.missing(body, "input");
    }
    if (!input.isString() && !input.isArray()) {
      throw body.refusal("input", "must be a string or an array of items");
    }
    if (input.isString()) {
      turns.add(Turn.User.text(body.requiredText("input", Content.MAX_TEXT)));
      return;
    }
    List<Fields> items = body.objects("input", Content.MAX_TURNS);
    if (items.isEmpty()) {
      throw body.refusal("input", "must have at least one item");
    }
    items.forEach(this::item);
  }

  private void item(Fields item) {
    PROVENANCE.forEach(item::raw);
    String type = item.text("type", MAX_WORD);
    if (type == null && !item.has("role")) {
      if (!item.has("id")) {
        throw Content.missing(item, "type");
      }
      type = REFERENCE;
    }
    if (type != null && (type.startsWith(OURS) || type.equals("reasoning"))) {
      return; // handed back with an output; no model is told of it
    }
    switch (type == null ? "message" : type) {
      case "message" -> turns.add(message(item));
      case REFERENCE -> item.requiredText("id", Content.MAX_NAME); // looked up where replies are
      case "function_call" -> functionCall(item);
      case "function_call_output" ->
          turns.add(
              new Turn.ToolResult(
                  item.requiredText("call_id", Content.MAX_NAME), requiredText(item, "output")));
      default ->
          throw Content.unserved(
              item,
              "type",
              "'message', 'function_call', 'function_call_output' and 'item_reference'");
    }
  }

  private static Turn message(Fields item) {
    return switch (item.requiredText("role", MAX_WORD)) {
      case "user" -> new Turn.User(userParts(item));
      case "assistant" -> new Turn.Assistant(requiredText(item, "content"), List.of());
      case "system" ->
          new Turn.Instructions(Turn.Instructions.Role.SYSTEM, requiredText(item, "content"));
      case "developer" ->
          new Turn.Instructions(Turn.Instructions.Role.DEVELOPER, requiredText(item, "content"));
      default -> throw item.refusal("role", "must be 'user', 'assistant', 'system' or 'developer'");
    };
  }

  /** A call belongs to the assistant's turn it follows; several in a row are one turn. */
  private void functionCall(Fields item) {
    Turn.ToolCall call =
        new Turn.ToolCall(
            item.requiredText("call_id", Content.MAX_NAME),
            item.requiredText("name", Content.MAX_NAME),
            Content.text(item, "arguments"));
    if (!turns.isEmpty() && turns.getLast() instanceof Turn.Assistant said) {
      List<Turn.ToolCall> calls = new ArrayList<>(said.toolCalls());
      calls.add(call);
      turns.set(turns.size() - 1, new Turn.Assistant(said.text(), calls));
    } else {
      turns.add(new Turn.Assistant("", List.of(call)));
    }
  }

  /** Content that can only be text, its parts one per line. */
  private static String requiredText(Fields item, String name) {
    if (content(item, name).isString()) {
      return Content.text(item, name);
    }
    return item.objects(name, Content.MAX_PARTS).stream()
        .map(InputReader::textPart)
        .collect(Collectors.joining("\n"));
  }

  private static String textPart(Fields part) {
    PROVENANCE.forEach(part::raw);
    return switch (part.requiredText("type", MAX_WORD)) {
      case "input_text", "output_text", "text" -> Content.text(part, "text");
      case "refusal" -> Content.text(part, "refusal");
      default -> throw Content.unserved(part, "type", "'input_text' and 'output_text' here");
    };
  }

  private static List<ContentPart> userParts(Fields item) {
    if (content(item, "content").isString()) {
      return List.of(new ContentPart.Text(Content.text(item, "content")));
    }
    List<ContentPart> parts = new ArrayList<>();
    for (Fields part : item.objects("content", Content.MAX_PARTS)) {
      parts.add(userPart(part));
    }
    if (parts.isEmpty()) {
      throw item.refusal("content", "must have at least one part");
    }
    return parts;
  }

  private static ContentPart userPart(Fields part) {
    return switch (part.requiredText("type", MAX_WORD)) {
      case "input_text", "output_text", "text" -> new ContentPart.Text(textPart(part));
      case "input_image" -> image(part);
      default -> throw Content.unserved(part, "type", "'input_text' and 'input_image'");
    };
  }

  private static ContentPart image(Fields part) {
    if (part.has("file_id")) {
      throw Content.unserved(part, "file_id", "images by 'image_url'");
    }
    return Content.image(part, "image_url");
  }

  private static JsonNode content(Fields item, String name) {
    JsonNode content = item.raw(name);
    if (content == null) {
      throw Content.missing(item, name);
    }
    if (!content.isString() && !content.isArray()) {
      throw item.refusal(name, "must be a string or an array of parts");
    }
    return content;
  }
}
