package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static dev.quorate.fixtures.ScriptedCaller.rateLimit;
import static dev.quorate.fusion.EngineScene.RUN_TIME;
import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge's calls: when one is made, when a second, and what is left when none helps. */
class JudgeTest {
  private final EngineScene scene = new EngineScene();

  private RunOutcome runWithJudge(ScriptedCaller.Step... steps) {
    scene.models.on("acme/judge", steps);
    return scene.run(aPlan());
  }

  private List<Integer> attempts() {
    return scene.models.sent(CallRole.JUDGE).stream().map(sent -> sent.call().attempt()).toList();
  }

  @Test
  void theJudgeHasTheRunsDeadlineAndIsMarkedAsInsideFusion() {
    RunOutcome outcome = runWithJudge(answer("42"));

    ScriptedCaller.Sent judge = scene.models.sent(CallRole.JUDGE).getFirst();
    assertThat(judge.deadline()).isEqualTo(outcome.plan().deadline());
    assertThat(judge.request().insideFusion()).isTrue();
    assertThat(judge.call().panelIndex()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "PROVIDER_ERROR, 500",
    "PROVIDER_ERROR, 200",
    "PROVIDER_ERROR, 408",
    "UNREACHABLE, ",
    "BROKEN_REPLY, 200",
    "TIMEOUT, ",
    "SILENT, 200",
    "OVERLOADED, 503",
    "RATE_LIMITED, 429"
  })
  void aJudgeThatMayFareBetterIsTriedOnceMoreAndTheRunStaysFull(FailureKind kind, Integer status) {
    RunOutcome outcome = runWithJudge(failure(kind, status), answer("42"));

    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(outcome.reasons()).containsExactly("judge_retried");
    assertThat(outcome.judging().judge()).hasSize(2);
    assertThat(attempts()).containsExactly(0, 1);
    CallReport first = outcome.judging().judge().getFirst();
    assertThat(outcome.usedCalls())
        .contains(outcome.judging().judge().getLast().last().callId())
        .doesNotContain(first.last().callId());
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void anEmptyJudgementIsBilledAndTriedOnceMore() {
    RunOutcome outcome = runWithJudge(answer(" "), answer("42"));

    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(outcome.reasons()).containsExactly("judge_retried");
    assertThat(outcome.judging().judge().getFirst().cost().isZero()).isFalse();
    assertThat(outcome.waste()).isEqualTo(outcome.judging().judge().getFirst().cost());
  }

  @Test
  void aSecondFailureIsTheLast() {
    RunOutcome outcome = runWithJudge(failure(FailureKind.PROVIDER_ERROR, 500));

    assertThat(attempts()).containsExactly(0, 1);
    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("judge_failed");
    assertThat(outcome.judging().judge()).hasSize(2);
  }

  @Test
  void aStarvedJudgementIsNoJudgement() {
    RunOutcome outcome = runWithJudge(answer("", FinishReason.LENGTH));

    assertThat(outcome.reasons()).containsExactly("judge_failed");
    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
  }

  @ParameterizedTest
  @CsvSource({"REJECTED, 400", "CREDENTIAL, 401", "NOT_SENT, ", "PROVIDER_ERROR, 404"})
  void aJudgeThatWouldSayTheSameAgainIsNotTriedAgain(FailureKind kind, Integer status) {
    RunOutcome outcome = runWithJudge(failure(kind, status), answer("never reached"));

    assertThat(attempts()).containsExactly(0);
    assertThat(outcome.reasons()).containsExactly("judge_failed");
  }

  @Test
  void aJudgeWhoseProviderNamedAWaitIsNotTriedAgainAtOnce() {
    RunOutcome outcome = runWithJudge(rateLimit(Duration.ofSeconds(30)), answer("never reached"));

    assertThat(attempts()).containsExactly(0);
    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
  }

  @Test
  void theRetryComesAfterTheAttemptsTheCallMadeItself() {
    scene.models.losesFirstAttempt("acme/judge");
    scene.models.on("acme/judge", failure(FailureKind.PROVIDER_ERROR, 503), answer("42"));

    RunOutcome outcome = scene.run(aPlan());

    assertThat(attempts()).containsExactly(0, 1, 2);
    assertThat(outcome.judging().judge()).hasSize(2);
    assertThat(outcome.judging().judge().getFirst().lines()).hasSize(2);
    assertThat(outcome.reasons()).containsExactly("judge_retried");
  }

  @ParameterizedTest
  @ValueSource(ints = {4_999, 5_000})
  void aRetryNeedsFiveSeconds(int leftMs) {
    ScriptedCaller.Step slowFailure =
        cancellation -> {
          scene.clock.advance(RUN_TIME.minusMillis(leftMs));
          return failure(FailureKind.PROVIDER_ERROR, 500).play(cancellation);
        };

    RunOutcome outcome = runWithJudge(slowFailure, answer("42"));

    assertThat(attempts()).hasSize(leftMs >= 5_000 ? 2 : 1);
    assertThat(outcome.timing().judge()).isEqualTo(RUN_TIME.minusMillis(leftMs));
  }

  @Test
  void aRunWithoutTimeLeftDoesNotCallItsJudge() {
    scene.models.on(
        "acme/gamma",
        cancellation -> {
          scene.clock.advance(RUN_TIME);
          return answer("late").play(cancellation);
        });

    RunOutcome outcome = scene.run(aPlan());

    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
    assertThat(outcome.reasons()).contains("judge_failed");
    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
  }

  @Test
  void aLedgerThatCannotTakeTheJudgeDegradesTheRunAndSendsNothing() {
    scene.journal.acceptingFurther(0);

    RunOutcome outcome = scene.run(aPlan());

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(outcome.reasons()).containsExactly("ledger_unavailable");
    assertThat(outcome.judging().judge()).isEmpty();
    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
  }

  @Test
  void aLedgerThatCannotTakeTheRetrySaysBoth() {
    scene.journal.acceptingFurther(1);

    RunOutcome outcome = runWithJudge(failure(FailureKind.PROVIDER_ERROR, 500), answer("42"));

    assertThat(outcome.reasons()).containsExactly("judge_failed", "ledger_unavailable");
    assertThat(outcome.judging().judge()).hasSize(1);
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void aFaultOfOursInTheJudgeKeepsThePanelsAnswers() {
    RunPlan plan = aPlan().build();

    RunOutcome outcome =
        scene.run(
            plan,
            (request, intent, journal, terms) -> {
              if (intent.call().role() == CallRole.JUDGE) {
                throw new IllegalStateException("a fault of ours");
              }
              return scene.models.call(request, intent, journal, terms);
            });

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void theJudgeMayAlsoSitOnThePanel() {
    RunOutcome outcome = scene.run(aPlan().withJudge("acme/alpha"));

    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(scene.models.sent())
        .filteredOn(sent -> sent.call().model().slug().value().equals("acme/alpha"))
        .extracting(sent -> sent.call().role())
        .containsExactlyInAnyOrder(CallRole.PANEL, CallRole.JUDGE);
  }
}
