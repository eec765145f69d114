package dev.quorate.upstream.responses;

import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.responses.ResponsesRequest.Call;
import dev.quorate.upstream.responses.ResponsesRequest.CallOutput;
import dev.quorate.upstream.responses.ResponsesRequest.Item;
import dev.quorate.upstream.responses.ResponsesRequest.Message;
import dev.quorate.upstream.responses.ResponsesRequest.Part;
import dev.quorate.upstream.responses.ResponsesRequest.Parts;
import dev.quorate.upstream.responses.ResponsesRequest.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a retold conversation into input items, in its order. */
final class History {
  private final List<Item> items = new ArrayList<>();

  private History() {}

  static List<Item> items(List<Turn> turns) {
    History history = new History();
    turns.forEach(history::add);
    return List.copyOf(history.items);
  }

  private void add(Turn turn) {
    switch (turn) {
      case Turn.Instructions instructions ->
          say(instructions.role().name().toLowerCase(Locale.ROOT), instructions.text());
      case Turn.User user -> items.add(user(user));
      case Turn.Assistant assistant -> {
        if (!assistant.text().isBlank()) {
          say("assistant", assistant.text());
        }
        assistant.toolCalls().forEach(call -> items.add(call(call)));
      }
      case Turn.ToolResult result -> items.add(new CallOutput(result.callId(), result.text()));
    }
  }

  private static Item call(Turn.ToolCall call) {
    String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
    return new Call(call.id(), call.name(), arguments);
  }

  private void say(String role, String text) {
    items.add(new Message(role, new Text(text)));
  }

  private static Item user(Turn.User user) {
    boolean onlyText = user.parts().stream().allMatch(ContentPart.Text.class::isInstance);
    return onlyText
        ? new Message("user", new Text(user.text()))
        : new Message("user", new Parts(user.parts().stream().map(History::part).toList()));
  }

  private static Part part(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> new Part("input_text", text.text(), null, null);
      case ContentPart.Image image ->
          new Part(
              "input_image", null, image.url(), image.detail() == null ? "auto" : image.detail());
    };
  }
}
