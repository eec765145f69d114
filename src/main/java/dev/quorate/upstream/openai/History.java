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
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a conversation into messages every compatible server takes. A server refuses tool messages
 * in a request without tools: there, tool calls and their results become plain turns. A last turn
 * by the assistant is followed by a request to go on.
 */
final class History {
  private static final String GO_ON = "Continue.";

  private final boolean knowsDeveloper;
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, String> toolNames = new HashMap<>();

  private final boolean withTools;

  private History(boolean knowsDeveloper, boolean withTools) {
    this.knowsDeveloper = knowsDeveloper;
    this.withTools = withTools;
  }

  /**
   * @param knowsDeveloper the server knows the role {@code developer}; to the others it is {@code
   *     system}
   * @param withTools the request offers tools, so calls and results of the past stay what they are
   */
  static List<Message> messages(
      Conversation conversation, boolean knowsDeveloper, boolean withTools) {
    History history = new History(knowsDeveloper, withTools);
    List<Turn> turns = conversation.turns();
    turns.forEach(history::add);
    if (!turns.isEmpty() && turns.getLast() instanceof Turn.Assistant) {
      history.say("user", GO_ON);
    }
    return List.copyOf(history.messages);
  }

  private void add(Turn turn) {
    switch (turn) {
      case Turn.Instructions instructions -> say(role(instructions.role()), instructions.text());
      case Turn.User user -> messages.add(user(user));
      case Turn.Assistant assistant -> assistant(assistant);
      case Turn.ToolResult result -> result(result);
    }
  }

  private String role(Turn.Instructions.Role role) {
    return role == Turn.Instructions.Role.DEVELOPER && knowsDeveloper ? "developer" : "system";
  }

  private void say(String role, String text) {
    messages.add(new Message(role, new Text(text)));
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

  private void assistant(Turn.Assistant assistant) {
    if (withTools && !assistant.toolCalls().isEmpty()) {
      Text text = assistant.text().isEmpty() ? null : new Text(assistant.text());
      List<Call> calls =
          assistant.toolCalls().stream()
              .map(call ->
                  new Call(call.id(), "function", new Called(call.name(), call.arguments())))
              .toList();
      messages.add(new Message("assistant", text, calls, null));
      return;
    }
    List<String> said = new ArrayList<>();
    if (!assistant.text().isBlank()) {
      said.add(assistant.text());
    }
    for (Turn.ToolCall call : assistant.toolCalls()) {
      toolNames.put(call.id(), call.name());
      said.add("[I called the tool " + call.name() + " with " + call.arguments() + "]");
    }
    if (!said.isEmpty()) {
      say("assistant", String.join("\n\n", said));
    }
  }

  private void result(Turn.ToolResult result) {
    if (withTools) {
      messages.add(new Message("tool", new Text(result.text()), null, result.callId()));
      return;
    }
    String name = toolNames.get(result.callId());
    String source = name == null ? "a tool" : "the tool " + name;
    say("user", "[Result of " + source + "]\n" + result.text());
  }
}
