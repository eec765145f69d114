package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.Models;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.AskBuilder;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.fusion.plan.KeptAnswer;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge for answers that are there already. */
class RejudgeTest {
  private static final KeptAnswer ONE = usable("gone/one", "It is forty-two.", FinishReason.LENGTH);
  private static final KeptAnswer TWO = usable("gone/two", "Six sevens: 42.", FinishReason.STOP);
  private static final KeptAnswer LATE =
      new KeptAnswer.Dropped(new ModelSlug("gone/late"), DropReason.ERROR, 500);

  private final EngineScene scene = new EngineScene();
  private final RunPlanner planner =
      new RunPlanner(new CharacterCounter(), ScriptedWeb.none(), () -> HandClock.START, () -> 7L);
  private final AskBuilder ask = new AskBuilder().judge("acme/judge");

  private static KeptAnswer usable(String model, String text, FinishReason finish) {
    return new KeptAnswer.Usable(new ModelSlug(model), text, finish);
  }

  private RunPlan plan(KeptAnswer... answers) {
    ask.seed = 41L;
    return planner.planRejudge(
        ask.build(), List.of(answers), (slug, _) -> Models.aModel(slug.value()));
  }

  private String judgeTask() {
    Turn last =
        scene.models.sent(CallRole.REJUDGE).getLast().request().conversation().turns().getLast();
    return ((Turn.User) last).text();
  }

  @Test
  void nobodyIsAskedButTheJudge() {
    scene.models.on("acme/judge", answer("Judged anew."));

    RunPlan plan = plan(ONE, TWO);
    RunOutcome outcome = scene.run(plan);

    assertThat(plan.firstWave()).isEmpty();
    assertThat(plan.worstCase()).isEqualTo(plan.judge().call().worstCase());
    assertThat(scene.models.sent()).hasSize(1);
    assertThat(judgeTask()).contains("It is forty-two.", "Six sevens: 42.").doesNotContain("gone/");
    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(((RunOutcome.Ending.Answer) outcome.ending()).text()).isEqualTo("Judged anew.");
    assertThat(outcome.lines()).hasSize(1);
    assertThat(outcome.cost(CallRole.REJUDGE)).isEqualTo(outcome.total()).isNotEqualTo(Money.ZERO);
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void aSeatThatWasDroppedStaysDropped() {
    scene.models.on("acme/judge", answer("Judged anew."));

    RunOutcome outcome = scene.run(plan(LATE, TWO));

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("one_answer");
    assertThat(outcome.panel().getFirst())
        .isInstanceOfSatisfying(
            PanelAnswer.Dropped.class,
            dropped -> {
              assertThat(dropped.reason()).isEqualTo(DropReason.ERROR);
              assertThat(dropped.statusCode()).isEqualTo(500);
            });
  }

  @Test
  void aJudgeThatFailsLeavesTheFirstAnswerThatWasFinished() {
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));

    RunOutcome outcome = scene.run(plan(ONE, TWO));

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(((RunOutcome.Ending.Answer) outcome.ending()).text()).isEqualTo("Six sevens: 42.");
    assertThat(outcome.reasons()).containsExactly("judge_failed");
  }

  @Test
  void orTheRunFailsWhereThatIsWanted() {
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));
    ask.onJudgeFailure = OnJudgeFailure.FAIL;

    RunOutcome outcome = scene.run(plan(ONE, TWO));

    assertThat(outcome.ending())
        .isInstanceOfSatisfying(
            RunOutcome.Ending.Failure.class,
            failed -> assertThat(failed.code()).isEqualTo(ErrorCode.JUDGE_FAILED));
  }

  @Test
  void aComparisonIsOneCallMoreForItsWriter() {
    scene.models.on(
        "acme/judge",
        answer(
            "{\"consensus\":[\"42\"],\"contradictions\":[],\"partial_coverage\":[],\"unique_insights\":[],\"blind_spots\":[]}"),
        answer("Written from it."));
    ask.mode = Mode.ANALYSIS;

    RunOutcome outcome = scene.run(plan(ONE, TWO));

    assertThat(outcome.lines())
        .extracting(line -> line.call().role())
        .containsExactly(CallRole.REJUDGE, CallRole.WRITER);
    assertThat(outcome.judging().analysis()).isNotNull();
  }

  @Test
  void aFusionInsideAFusionJudgesNothing() {
    ask.depth = 1;

    assertThatThrownBy(() -> plan(ONE, TWO)).hasMessageContaining("inside a fusion");
  }
}
