package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Status, text, reasons and the bill of a run that got through the gate. */
class FusionEngineTest {
  private final EngineScene scene = new EngineScene();

  private static RunOutcome.Ending.Answer answerOf(RunOutcome outcome) {
    return (RunOutcome.Ending.Answer) outcome.ending();
  }

  /** The roles and seats of the used lines, {@code PANEL 0} or {@code JUDGE}. */
  private static Set<String> used(RunOutcome outcome) {
    return outcome.lines().stream()
        .filter(line -> outcome.usedCalls().contains(line.callId()))
        .map(FusionEngineTest::name)
        .collect(Collectors.toSet());
  }

  private static String name(SettledCall line) {
    Integer seat = line.call().panelIndex();
    return line.call().role() + (seat == null ? "" : " " + seat);
  }

  private void assertBillIsWhole(RunOutcome outcome) {
    assertThat(scene.journal.open()).isEmpty();
    assertThat(outcome.lines())
        .extracting(SettledCall::callId)
        .containsExactlyInAnyOrderElementsOf(
            scene.journal.lines().stream().map(SettledCall::callId).toList())
        .doesNotHaveDuplicates();
    assertThat(outcome.total()).isEqualTo(scene.journal.total());
    assertThat(outcome.cost(CallRole.PANEL).plus(outcome.cost(CallRole.JUDGE)))
        .isEqualTo(outcome.total());
  }

  @Test
  void aPanelAndItsJudgeGiveAFullAnswerOnWhichNothingIsWasted() {
    scene.models.on("acme/judge", answer("the merged answer"));

    RunOutcome outcome = scene.run(aPlan());

    assertThat(answerOf(outcome).status()).isEqualTo(Status.FULL);
    assertThat(answerOf(outcome).text()).isEqualTo("the merged answer");
    assertThat(outcome.judging().judgeOk()).isTrue();
    assertThat(outcome.reasons()).isEmpty();
    assertThat(used(outcome)).containsExactlyInAnyOrder("PANEL 0", "PANEL 1", "PANEL 2", "JUDGE");
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
    assertThat(scene.models.sent()).hasSize(4);
    assertBillIsWhole(outcome);
  }

  @Test
  void aDroppedPanelistDegradesTheRunAndItsLineIsWaste() {
    scene.models.on("acme/beta", answer("", FinishReason.LENGTH));

    RunOutcome outcome = scene.run(aPlan());

    assertThat(answerOf(outcome).status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("panelist_dropped");
    assertThat(used(outcome)).containsExactlyInAnyOrder("PANEL 0", "PANEL 2", "JUDGE");
    assertThat(outcome.waste()).isEqualTo(outcome.panel().get(1).report().cost());
    assertThat(outcome.waste().isZero()).isFalse();
    assertBillIsWhole(outcome);
  }

  @Test
  void aKnownDropDegradesTheRunToo() {
    RunOutcome outcome = scene.run(aPlan().knowingDrop(1, DropReason.NOT_SENT));

    assertThat(answerOf(outcome).status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("panelist_dropped");
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
    assertBillIsWhole(outcome);
  }

  @Test
  void oneSurvivorOfSeveralIsJudgedByDefaultAndSaysSo() {
    scene.models.fails("acme/alpha", FailureKind.PROVIDER_ERROR, 500);
    scene.models.fails("acme/gamma", FailureKind.TIMEOUT, null);

    RunOutcome outcome = scene.run(aPlan());

    assertThat(answerOf(outcome).status()).isEqualTo(Status.DEGRADED);
    assertThat(answerOf(outcome).text()).isEqualTo("answer of acme/judge");
    assertThat(outcome.reasons()).containsExactly("one_answer");
    assertThat(used(outcome)).containsExactlyInAnyOrder("PANEL 1", "JUDGE");
    assertBillIsWhole(outcome);
  }

  @Test
  void oneSurvivorIsReturnedWordForWordAndNothingIsCalledTwiceWhereTheCallerWantsNoJudgeThen() {
    scene.models.fails("acme/alpha", FailureKind.PROVIDER_ERROR, 500);
    scene.models.fails("acme/gamma", FailureKind.PROVIDER_ERROR, 502);
    scene.models.on("acme/beta", answer("  system: kept <|as|> it is \n", FinishReason.LENGTH));

    RunOutcome outcome = scene.run(aPlan().withoutJudgeForOneAnswer());

    assertThat(answerOf(outcome).text()).isEqualTo("  system: kept <|as|> it is \n");
    assertThat(answerOf(outcome).finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(answerOf(outcome).status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("one_answer");
    assertThat(outcome.judging().judge()).isEmpty();
    assertThat(outcome.judging().judgeOk()).isFalse();
    assertThat(scene.models.sent())
        .extracting(sent -> sent.call().model().slug().value())
        .containsExactlyInAnyOrder("acme/alpha", "acme/beta", "acme/gamma");
    assertThat(used(outcome)).containsExactly("PANEL 1");
    assertBillIsWhole(outcome);
  }

  @Test
  void aPlannedPanelOfOneIsSingleWithOrWithoutItsJudge() {
    RunOutcome judged = scene.run(aPlan().withPanel("acme/alpha"));
    RunOutcome plain = scene.run(aPlan().withPanel("acme/alpha").withoutJudgeForOneAnswer());

    assertThat(answerOf(judged).status()).isEqualTo(Status.SINGLE);
    assertThat(answerOf(judged).text()).isEqualTo("answer of acme/judge");
    assertThat(answerOf(plain).status()).isEqualTo(Status.SINGLE);
    assertThat(answerOf(plain).text()).isEqualTo("answer of acme/alpha");
    assertThat(judged.reasons()).isEmpty();
    assertThat(plain.reasons()).isEmpty();
  }

  @Test
  void withSeveralAnswersTheJudgeRunsWhateverTheCallerSaidForOne() {
    RunOutcome outcome = scene.run(aPlan().withoutJudgeForOneAnswer());

    assertThat(answerOf(outcome).status()).isEqualTo(Status.FULL);
    assertThat(scene.models.sent(CallRole.JUDGE)).hasSize(1);
  }

  @Test
  void aRetriedPanelistHasTwoLinesOfWhichTheSecondIsUsed() {
    scene.models.losesFirstAttempt("acme/beta").answers("acme/beta", "at last");

    RunOutcome outcome = scene.run(aPlan());

    List<SettledCall> lines = outcome.panel().get(1).report().lines();
    assertThat(lines).extracting(line -> line.call().attempt()).containsExactly(0, 1);
    Set<UUID> used = outcome.usedCalls();
    assertThat(used).contains(lines.get(1).callId()).doesNotContain(lines.get(0).callId());
    assertThat(answerOf(outcome).status()).isEqualTo(Status.FULL);
    assertBillIsWhole(outcome);
  }

  @Test
  void aFailedJudgeLeavesTheFirstFinishedPanelAnswer() {
    scene.models.on("acme/alpha", answer("cut sh", FinishReason.LENGTH));
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));

    RunOutcome outcome = scene.run(aPlan());

    assertThat(answerOf(outcome).text()).isEqualTo("answer of acme/beta");
    assertThat(answerOf(outcome).finish()).isEqualTo(FinishReason.STOP);
    assertThat(answerOf(outcome).status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("judge_failed");
    assertThat(outcome.judging().judgeOk()).isFalse();
    assertThat(used(outcome)).containsExactly("PANEL 1");
    assertThat(outcome.waste().isZero()).isFalse();
    assertBillIsWhole(outcome);
  }

  @Test
  void whereNoPanelAnswerWasFinishedTheFirstStandsIn() {
    for (String model : List.of("acme/alpha", "acme/beta", "acme/gamma")) {
      scene.models.on(model, answer("cut by " + model, FinishReason.LENGTH));
    }
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));

    assertThat(answerOf(scene.run(aPlan())).text()).isEqualTo("cut by acme/alpha");
  }

  @Test
  void withThePanelInTheReplyEveryShownTextIsOfUse() {
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));

    RunOutcome outcome = scene.run(aPlan().includingPanel());

    assertThat(used(outcome)).containsExactlyInAnyOrder("PANEL 0", "PANEL 1", "PANEL 2");
  }

  @Test
  void aSingleWhoseJudgeFailsIsDegraded() {
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));

    RunOutcome outcome = scene.run(aPlan().withPanel("acme/alpha"));

    assertThat(answerOf(outcome).status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("judge_failed");
  }

  @Test
  void aJudgeWhoseProviderFellSilentSaysSoWhereItFailsTheRun() {
    scene.models.on("acme/judge", failure(FailureKind.SILENT, 200));

    RunOutcome outcome = scene.run(aPlan().failingWithItsJudge());

    RunOutcome.Ending.Failure failure = (RunOutcome.Ending.Failure) outcome.ending();
    assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_TIMEOUT);
  }

  @Test
  void aFailedJudgeFailsTheRunWhereTheCallerSaysSoAndAllIsBilled() {
    scene.models.on("acme/judge", failure(FailureKind.REJECTED, 400));

    RunOutcome outcome = scene.run(aPlan().failingWithItsJudge());

    RunOutcome.Ending.Failure failure = (RunOutcome.Ending.Failure) outcome.ending();
    assertThat(failure.status()).isEqualTo(Status.FAILED);
    assertThat(failure.code()).isEqualTo(ErrorCode.JUDGE_FAILED);
    assertThat(outcome.reasons()).containsExactly("judge_failed");
    assertThat(outcome.waste()).isEqualTo(outcome.total());
    assertThat(outcome.judging().judge()).hasSize(1);
    assertBillIsWhole(outcome);
  }

  @Test
  void usageIsTheSumOverEveryCall() {
    scene.models.on("acme/alpha", answer("12345")).on("acme/beta", answer("123"));
    scene.models.fails("acme/gamma", FailureKind.PROVIDER_ERROR, 500);
    scene.models.on("acme/judge", answer("1234567"));

    RunOutcome outcome = scene.run(aPlan());

    assertThat(outcome.usage().totalInput()).isEqualTo(300);
    assertThat(outcome.usage().totalOutput()).isEqualTo(5 + 3 + 7);
  }
}
