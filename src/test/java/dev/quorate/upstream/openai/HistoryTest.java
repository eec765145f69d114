package dev.quorate.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.openai.ChatRequest.Message;
import dev.quorate.upstream.openai.ChatRequest.Text;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Turn QUESTION = Turn.User.text("What is the weather?");

  @Test
  void plainTurnsStayAsTheyAre() {
    assertThat(messages(QUESTION, said("Sunny."), Turn.User.text("And tomorrow?")))
        .containsExactly(
            message("user", "What is the weather?"),
            message("assistant", "Sunny."),
            message("user", "And tomorrow?"));
  }

  @Test
  void toolCallsAndResultsBecomePlainTurns() {
    Turn call =
        new Turn.Assistant(
            "Let me see.", List.of(new Turn.ToolCall("c1", "weather", "{\"city\":\"Bonn\"}")));

    assertThat(messages(QUESTION, call, new Turn.ToolResult("c1", "{\"sky\":\"blue\"}")))
        .containsExactly(
            message("user", "What is the weather?"),
            message(
                "assistant", "Let me see.\n\n[I called the tool weather with {\"city\":\"Bonn\"}]"),
            message("user", "[Result of the tool weather]\n{\"sky\":\"blue\"}"));
  }

  @Test
  void aCallWithoutTextIsATurnToo() {
    Turn call = new Turn.Assistant("", List.of(new Turn.ToolCall("c1", "weather", "{}")));

    assertThat(messages(QUESTION, call, new Turn.ToolResult("c1", "ok")))
        .contains(message("assistant", "[I called the tool weather with {}]"));
  }

  @Test
  void aResultOfAnUnknownCallIsKept() {
    assertThat(messages(QUESTION, new Turn.ToolResult("lost", "42")))
        .contains(message("user", "[Result of a tool]\n42"));
  }

  @Test
  void aLastTurnByTheAssistantIsFollowedByARequestToGoOn() {
    assertThat(messages(QUESTION, said("It is")))
        .containsExactly(
            message("user", "What is the weather?"),
            message("assistant", "It is"),
            message("user", "Continue."));
  }

  @Test
  void anAssistantWhoSaidNothingIsLeftOut() {
    assertThat(messages(QUESTION, said(" "), Turn.User.text("Well?")))
        .containsExactly(message("user", "What is the weather?"), message("user", "Well?"));
  }

  @Test
  void aConversationWithoutTurnsIsEmpty() {
    assertThat(messages()).isEmpty();
  }

  private static List<Message> messages(Turn... turns) {
    return History.messages(new Conversation(List.of(turns)), false, false);
  }

  private static Turn said(String text) {
    return new Turn.Assistant(text, List.of());
  }

  private static Message message(String role, String text) {
    return new Message(role, new Text(text));
  }
}
