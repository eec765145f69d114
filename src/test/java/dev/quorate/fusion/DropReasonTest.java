package dev.quorate.fusion;

import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropReasonTest {
  private final EngineScene scene = new EngineScene();

  private PanelAnswer seatOf(ScriptedCaller.Step step) {
    scene.models.on("acme/alpha", step);
    return scene.run(aPlan()).panel().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, 422, ERROR",
    "RATE_LIMITED, 429, ERROR",
    "CREDENTIAL, 401, ERROR",
    "PROVIDER_ERROR, 500, ERROR",
    "UNREACHABLE, , ERROR",
    "BROKEN_REPLY, 200, ERROR",
    "TIMEOUT, , TIMEOUT",
    "SILENT, 200, TIMEOUT",
    "OVERLOADED, 503, ERROR",
    "STRAGGLER, , STRAGGLER",
    "CANCELLED, , CANCELLED",
    "NOT_SENT, , NOT_SENT"
  })
  void eachFailureIsADropOfItsKindWithTheProvidersStatus(
      FailureKind kind, @Nullable Integer status, DropReason reason) {
    PanelAnswer.Dropped dropped =
        (PanelAnswer.Dropped) seatOf(ScriptedCaller.failure(kind, status));

    assertThat(dropped.reason()).isEqualTo(reason);
    assertThat(dropped.statusCode()).isEqualTo(status);
    assertThat(dropped.report().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"STOP, EMPTY", "CONTENT_FILTER, EMPTY", "TOOL_CALLS, EMPTY", "LENGTH, STARVED"})
  void anAnswerWithoutVisibleTextIsADropThatIsBilled(FinishReason finish, DropReason reason) {
    PanelAnswer.Dropped dropped =
        (PanelAnswer.Dropped) seatOf(ScriptedCaller.answer(" \n\t", finish));

    assertThat(dropped.reason()).isEqualTo(reason);
    assertThat(dropped.statusCode()).isNull();
    assertThat(dropped.report().cost().isZero()).isFalse();
  }

  @Test
  void aCutAnswerWithTextIsUsable() {
    PanelAnswer answer = seatOf(ScriptedCaller.answer("as far as it", FinishReason.LENGTH));

    assertThat(answer).isInstanceOf(PanelAnswer.Usable.class);
  }
}
