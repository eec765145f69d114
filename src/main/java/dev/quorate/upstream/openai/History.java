package dev.quorate.upstream.openai;

import dev.quorate.upstream.openai.ChatRequest.Call;
import dev.quorate.upstream.openai.ChatRequest.Called;
import dev.quorate.upstream.openai.ChatRequest.ImageUrl;
import dev.quorate.upstream.openai.ChatRequest.Message;
import dev.quorate.upstream.openai.ChatRequest.Part;
import dev.quorate.upstream.openai.ChatRequest.Parts;
import dev.quorate.upstream.openai.ChatRequest.Text;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Retelling;
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.List;

/** Turns a conversation into messages every compatible server takes. */
final class History {
  private final boolean knowsDeveloper;
  private final List<Message> messages = new ArrayList<>();

  private History(boolean knowsDeveloper) {
    this.knowsDeveloper = knowsDeveloper;
  }

  /**
   * @param knowsDeveloper the server knows the role {@code developer}; to the others it is {@code
   *     system}
   * @param withTools the request offers tools, so calls and results of the past stay what they are
   */
  static List<Message> messages(
      Conversation conversation, boolean knowsDeveloper, boolean withTools) {
    History history = new History(knowsDeveloper);
    Retelling.of(conversation, withTools).forEach(history::add);
    return List.copyOf(history.messages);
  }

  private void add(Turn turn) {
    messages.add(
        switch (turn) {
          case Turn.Instructions instructions ->
              new Message(role(instructions.role()), new Text(instructions.text()));
          case Turn.User user -> user(user);
          case Turn.Assistant assistant -> assistant(assistant);
          case Turn.ToolResult result ->
              new Message("tool", new Text(result.text()), null, result.callId());
        });
  }

  private String role(Turn.Instructions.Role role) {
    return role == Turn.Instructions.Role.DEVELOPER && knowsDeveloper ? "developer" : "system";
  }

  private static Message user(Turn.User user) {
    boolean onlyText = user.parts().stream().allMatch(ContentPart.Text.class::isInstance);
    return onlyText
        ? new Message("user", new Text(user.text()))
        : new Message("user", new Parts(user.parts().stream().map(History::part).toList()));
  }

  private static Part part(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> new Part("text", text.text(), null);
      case ContentPart.Image image ->
          new Part("image_url", null, new ImageUrl(image.url(), image.detail()));
    };
  }

  private static Message assistant(Turn.Assistant assistant) {
    if (assistant.toolCalls().isEmpty()) {
      return new Message("assistant", new Text(assistant.text()));
    }
    Text text = assistant.text().isEmpty() ? null : new Text(assistant.text());
    List<Call> calls =
        assistant.toolCalls().stream()
            .map(call -> new Call(call.id(), "function", new Called(call.name(), call.arguments())))
            .toList();
    return new Message("assistant", text, calls, null);
  }
}
