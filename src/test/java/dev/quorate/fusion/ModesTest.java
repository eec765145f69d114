package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.request.Turn;
import org.junit.jupiter.api.Test;

/** Judges that compare or choose. */
class ModesTest {
  private static final String COMPARED = "Here it is: {\"consensus\":[\"It is 42.\"],}";

  private final EngineScene scene = new EngineScene();

  private RunOutcome run(Mode mode) {
    scene
        .models
        .answers("acme/alpha", "Alpha's view")
        .answers("acme/beta", "Beta's view")
        .answers("acme/gamma", "Gamma's view");
    return scene.run(aPlan().mode(mode));
  }

  private static String text(RunOutcome outcome) {
    return ((Ending.Answer) outcome.ending()).text();
  }

  @Test
  void aWriterWritesFromTheComparisonAndTheAnswers() {
    scene.models.on("acme/judge", answer(COMPARED), answer("It is 42, all say."));

    RunOutcome outcome = run(Mode.ANALYSIS);
    Turn.User task =
        (Turn.User)
            scene.models.sent(CallRole.WRITER).getLast().request().conversation().turns().getLast();

    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(text(outcome)).isEqualTo("It is 42, all say.");
    assertThat(task.text())
        .contains("<analysis_" + EngineScene.MARK + ">", "It is 42.", "Alpha's view")
        .doesNotContain("acme/");
    assertThat(outcome.cost(CallRole.WRITER).isZero()).isFalse();
    assertThat(outcome.waste().isZero()).isTrue();
  }

  @Test
  void aWriterStillWritesWhenNoComparisonCanBeRead() {
    scene.models.on("acme/judge", answer("no"), answer("still no"), answer("It is 42."));

    RunOutcome outcome = run(Mode.ANALYSIS);

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(text(outcome)).isEqualTo("It is 42.");
    assertThat(outcome.reasons()).contains("judge_not_valid_json");
  }

  @Test
  void theChosenAnswerIsReturnedWordForWord() {
    scene.models.on("acme/judge", answer("{\"choice\":\"B\",\"why\":\"clear\"}"));

    RunOutcome outcome = run(Mode.BEST_OF);

    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(text(outcome)).endsWith("'s view");
    assertThat(scene.models.sent(CallRole.WRITER)).isEmpty();
    assertThat(outcome.waste().isZero()).isTrue();
  }

  @Test
  void aChoiceNobodyCanFollowIsAskedForOnceMoreAndThenAnAnswerStandsIn() {
    scene.models.on("acme/judge", answer("{\"choice\":\"Z\"}"), answer("{\"choice\":7}"));

    RunOutcome outcome = run(Mode.BEST_OF);

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(text(outcome)).isEqualTo("Alpha's view");
    assertThat(outcome.reasons()).contains("judge_schema_mismatch");
  }

  @Test
  void oneSurvivorNeedsNoChoice() {
    scene
        .models
        .fails("acme/alpha", FailureKind.TIMEOUT, null)
        .fails("acme/beta", FailureKind.TIMEOUT, null);

    RunOutcome outcome = scene.run(aPlan().mode(Mode.BEST_OF));

    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
    assertThat(outcome.reasons()).containsExactly(FusionRun.ONE_ANSWER);
  }

  @Test
  void aJudgeOfJsonObeysNoneOfTheCallersSettings() {
    scene.models.on("acme/judge", answer("{\"choice\":\"A\"}"));

    run(Mode.BEST_OF);

    assertThat(scene.models.sent(CallRole.JUDGE).getLast().request().settings().stop()).isEmpty();
  }
}
