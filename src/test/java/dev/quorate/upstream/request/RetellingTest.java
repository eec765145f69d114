package dev.quorate.upstream.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.request.Turn.Assistant;
import dev.quorate.upstream.request.Turn.ToolCall;
import dev.quorate.upstream.request.Turn.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetellingTest {
  private static final Turn QUESTION = Turn.User.text("What is the weather?");
  private static final ToolCall BONN = new ToolCall("c1", "weather", "{\"city\":\"Bonn\"}");
  private static final ToolCall TIME = new ToolCall("c2", "time", "{}");

  @Test
  void answeredCallsStayWhereToolsAreOffered() {
    Turn call = new Assistant("Let me see.", List.of(BONN, TIME));
    Turn sky = new ToolResult("c1", "blue");
    Turn noon = new ToolResult("c2", "noon");

    assertThat(told(true, QUESTION, call, noon, sky)).containsExactly(QUESTION, call, noon, sky);
  }

  @Test
  void withoutToolsTheyBecomePlainTurns() {
    Turn call = new Assistant("Let me see.", List.of(BONN));

    assertThat(told(false, QUESTION, call, new ToolResult("c1", "blue")))
        .containsExactly(
            QUESTION,
            said("Let me see.\n\n[I called the tool weather with {\"city\":\"Bonn\"}]"),
            Turn.User.text("[Result of the tool weather]\nblue"));
  }

  @Test
  void callsNotAllAnsweredBecomePlainTurns() {
    Turn call = new Assistant("", List.of(BONN, TIME));

    assertThat(told(true, QUESTION, call, new ToolResult("c1", "blue")))
        .containsExactly(
            QUESTION,
            said(
                "[I called the tool weather with {\"city\":\"Bonn\"}]\n\n"
                    + "[I called the tool time with {}]"),
            Turn.User.text("[Result of the tool weather]\nblue"));
  }

  @Test
  void resultsThatComeLateKeepTheNameOfTheirTool() {
    Turn call = new Assistant("", List.of(TIME));
    Turn interjection = Turn.User.text("Hurry!");

    assertThat(told(true, QUESTION, call, interjection, new ToolResult("c2", "noon")))
        .containsExactly(
            QUESTION,
            said("[I called the tool time with {}]"),
            interjection,
            Turn.User.text("[Result of the tool time]\nnoon"));
  }

  @Test
  void aResultOfNoKnownCallIsKept() {
    assertThat(told(true, QUESTION, new ToolResult("lost", "42")))
        .containsExactly(QUESTION, Turn.User.text("[Result of a tool]\n42"));
  }

  @Test
  void callsMadeOneAfterTheOtherWereMadeTogether() {
    Turn sky = new ToolResult("c1", "blue");
    Turn noon = new ToolResult("c2", "noon");

    assertThat(
            told(
                true,
                QUESTION,
                said("Let me see."),
                new Assistant("", List.of(BONN)),
                new Assistant("And:", List.of(TIME)),
                sky,
                noon))
        .containsExactly(
            QUESTION, new Assistant("Let me see.\n\nAnd:", List.of(BONN, TIME)), sky, noon);
  }

  @Test
  void theSameIdMayComeAgainInALaterExchange() {
    Turn call = new Assistant("", List.of(BONN));
    Turn sky = new ToolResult("c1", "blue");

    assertThat(told(true, QUESTION, call, sky, call, sky))
        .containsExactly(QUESTION, call, sky, call, sky);
  }

  @Test
  void callsWithOneIdAreNotToldApartByAProvider() {
    Turn call = new Assistant("", List.of(BONN, BONN));

    assertThat(told(true, QUESTION, call, new ToolResult("c1", "x"), new ToolResult("c1", "y")))
        .noneMatch(ToolResult.class::isInstance);
  }

  @Test
  void aLastTurnByTheAssistantIsFollowedByARequestToGoOn() {
    assertThat(told(true, QUESTION, said("It is"))).endsWith(Retelling.GO_ON);
    assertThat(told(true, QUESTION, new Assistant("", List.of(TIME)))).endsWith(Retelling.GO_ON);
  }

  @Test
  void whoSaidNothingIsLeftOut() {
    assertThat(told(true, QUESTION, said(" "), QUESTION)).containsExactly(QUESTION, QUESTION);
    assertThat(told(true)).isEmpty();
  }

  private static Turn said(String text) {
    return new Assistant(text, List.of());
  }

  private static List<Turn> told(boolean offersTools, Turn... turns) {
    return Retelling.of(new Conversation(List.of(turns)), offersTools);
  }
}
