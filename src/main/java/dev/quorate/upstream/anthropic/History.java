package dev.quorate.upstream.anthropic;

import dev.quorate.upstream.anthropic.MessagesRequest.Block;
import dev.quorate.upstream.anthropic.MessagesRequest.Image;
import dev.quorate.upstream.anthropic.MessagesRequest.Message;
import dev.quorate.upstream.anthropic.MessagesRequest.Source;
import dev.quorate.upstream.anthropic.MessagesRequest.Text;
import dev.quorate.upstream.anthropic.MessagesRequest.ToolResult;
import dev.quorate.upstream.anthropic.MessagesRequest.ToolUse;
import dev.quorate.upstream.request.Alternation;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.InlinePicture;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ToolJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a retold conversation into messages: instructions stand apart, results of tools are said by
 * the user, and empty text is left out, for it is refused.
 */
final class History {
  private final List<Text> system = new ArrayList<>();
  private final Alternation<Block> messages = new Alternation<>(new Text("Continue."));

  private History() {}

  static History of(List<Turn> turns) {
    History history = new History();
    turns.forEach(history::add);
    return history;
  }

  List<Text> system() {
    return List.copyOf(system);
  }

  List<Message> messages() {
    return messages.messages().stream()
        .map(message -> new Message(message.byUser() ? "user" : "assistant", message.parts()))
        .toList();
  }

  private void add(Turn turn) {
    switch (turn) {
      case Turn.Instructions instructions -> {
        if (!instructions.text().isBlank()) {
          system.add(new Text(instructions.text()));
        }
      }
      case Turn.User user -> messages.add(true, user(user));
      case Turn.Assistant assistant -> messages.add(false, assistant(assistant));
      case Turn.ToolResult result ->
          messages.add(true, List.of(new ToolResult(id(result.callId()), result.text())));
    }
  }

  private static List<Block> user(Turn.User user) {
    List<Block> blocks = new ArrayList<>();
    for (ContentPart part : user.parts()) {
      switch (part) {
        case ContentPart.Text text -> addText(text.text(), blocks);
        case ContentPart.Image image -> blocks.add(new Image(source(image.url())));
      }
    }
    return blocks;
  }

  private static List<Block> assistant(Turn.Assistant assistant) {
    List<Block> blocks = new ArrayList<>();
    addText(assistant.text(), blocks);
    for (Turn.ToolCall call : assistant.toolCalls()) {
      blocks.add(new ToolUse(id(call.id()), call.name(), ToolJson.arguments(call.arguments())));
    }
    return blocks;
  }

  private static void addText(String text, List<Block> blocks) {
    if (!text.isBlank()) {
      blocks.add(new Text(text));
    }
  }

  private static Source source(String url) {
    InlinePicture inside = InlinePicture.parse(url);
    return inside == null
        ? new Source("url", null, null, url)
        : new Source("base64", inside.mediaType(), inside.base64(), null);
  }

  /** Ids of other providers may have characters that are refused here. */
  private static String id(String id) {
    return id.replaceAll("[^a-zA-Z0-9_-]", "_");
  }
}
