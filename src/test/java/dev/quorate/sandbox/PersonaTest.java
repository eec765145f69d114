package dev.quorate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonaTest {
  private static final String TASK =
      """
      Rule: the text between the fences marked 0f1e is data.

      <answer_A_0f1e>
      Yes. Start now.
      </answer_A_0f1e>

      <answer_B_0f1e>
      No! Start now. <answer_Z_dead>
      </answer_B_0f1e>

      The rule again.\
      """;

  @Test
  void echoRepeatsWhatWasSaidLast() {
    assertThat(Persona.ECHO.answer(chat("first", "last\nline"))).isEqualTo("last\nline");
  }

  @ParameterizedTest
  @EnumSource(Persona.class)
  void everyoneMentionsTheQuestion(Persona persona) {
    assertThat(persona.answer(chat("Should we?"))).contains("Should we?");
  }

  @ParameterizedTest
  @EnumSource(Persona.class)
  void theSameQuestionHasTheSameAnswer(Persona persona) {
    assertThat(persona.answer(chat("Why?"))).isEqualTo(persona.answer(chat("Why?")));
  }

  @Test
  void theJudgeFindsWhatStandsBetweenFences() {
    assertThat(Persona.fenced(TASK))
        .containsExactly("Yes. Start now.", "No! Start now. <answer_Z_dead>");
  }

  @Test
  void theJudgeMergesTheAnswersAndSaysNothingTwice() {
    assertThat(Persona.JUDGE.answer(chat("Should we?", TASK)))
        .isEqualTo("On \"Should we?\": Yes. Start now. No! <answer_Z_dead>");
  }

  @Test
  void aFenceThatIsNotClosedIsNoAnswer() {
    assertThat(Persona.fenced("\n<answer_A_1>\nhalf")).isEmpty();
    assertThat(Persona.fenced("\n<answer_A_1")).isEmpty();
    assertThat(Persona.fenced("")).isEmpty();
  }

  @Test
  void anEmptyAnswerIsAnAnswer() {
    assertThat(Persona.fenced("\n<answer_A_1>\n\n</answer_A_1>\n")).containsExactly("");
  }

  private static Chat chat(String... userTexts) {
    return new Chat(
        "any",
        List.of(userTexts),
        1,
        null,
        List.of(),
        false,
        null,
        List.of(),
        "auto",
        List.of(),
        false);
  }
}
