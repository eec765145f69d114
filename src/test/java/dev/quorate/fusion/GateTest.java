package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static dev.quorate.fixtures.ScriptedCaller.rateLimit;
import static dev.quorate.fixtures.ScriptedCaller.silence;
import static dev.quorate.fusion.EngineScene.PANEL_TIME;
import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the design's list of endings of a run with too few answers. */
class GateTest {
  private final EngineScene scene = new EngineScene();

  private RunOutcome.Ending.Failure failureOf(
      ScriptedCaller.Step alpha, ScriptedCaller.Step beta, ScriptedCaller.Step gamma) {
    scene.models.on("acme/alpha", alpha).on("acme/beta", beta).on("acme/gamma", gamma);
    return failureOf(scene.run(aPlan()));
  }

  private RunOutcome.Ending.Failure failureOf(RunOutcome outcome) {
    RunOutcome.Ending.Failure failure = (RunOutcome.Ending.Failure) outcome.ending();
    assertThat(failure.status()).isEqualTo(RunOutcome.Status.FAILED);
    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
    assertThat(scene.journal.open()).isEmpty();
    assertThat(outcome.total()).isEqualTo(scene.journal.total());
    assertThat(outcome.waste()).isEqualTo(outcome.total());
    assertThat(outcome.reasons()).containsExactly(failure.code().code());
    return failure;
  }

  @Test
  void allRefusedAsInvalidIsTheCallersError() {
    RunOutcome.Ending.Failure failure =
        failureOf(
            failure(FailureKind.REJECTED, 400),
            failure(FailureKind.REJECTED, 413),
            failure(FailureKind.REJECTED, 422));

    assertThat(failure.code()).isEqualTo(ErrorCode.REJECTED_BY_PANEL);
    assertThat(failure.message()).contains("The provider said no.");
  }

  @Test
  void allRateLimitedAsksToWaitAsLongAsTheSlowestProvider() {
    RunOutcome.Ending.Failure failure =
        failureOf(
            rateLimit(Duration.ofSeconds(3)), rateLimit(null), rateLimit(Duration.ofSeconds(17)));

    assertThat(failure.code()).isEqualTo(ErrorCode.PANEL_RATE_LIMITED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void allRateLimitedWithoutATimeNamesNone() {
    assertThat(failureOf(rateLimit(null), rateLimit(null), rateLimit(null)).retryAfter()).isNull();
  }

  @Test
  void allTimedOutIsTheRunsDeadline() {
    ScriptedCaller.Step timeout = failure(FailureKind.TIMEOUT, null);

    assertThat(failureOf(timeout, timeout, timeout).code()).isEqualTo(ErrorCode.RUN_DEADLINE);
  }

  @Test
  void aPanelThatIsSilentToItsDeadlineIsTheRunsDeadlineToo() throws Exception {
    scene.models.on("acme/alpha", silence()).on("acme/beta", silence()).on("acme/gamma", silence());

    Future<RunOutcome> run = scene.start(aPlan());
    scene.clock.untilAwaited(PANEL_TIME);
    scene.clock.advance(PANEL_TIME);

    assertThat(failureOf(run.get(10, TimeUnit.SECONDS)).code()).isEqualTo(ErrorCode.RUN_DEADLINE);
  }

  @Test
  void providersThatAreAllSilentHaveTheirOwnCode() {
    ScriptedCaller.Step silent = failure(FailureKind.SILENT, null);

    assertThat(failureOf(silent, silent, silent).code()).isEqualTo(ErrorCode.PROVIDER_TIMEOUT);
  }

  @Test
  void silenceAmongTimeoutsIsTheRunsDeadline() {
    ScriptedCaller.Step silent = failure(FailureKind.SILENT, null);
    ScriptedCaller.Step timeout = failure(FailureKind.TIMEOUT, null);

    assertThat(failureOf(silent, timeout, silent).code()).isEqualTo(ErrorCode.RUN_DEADLINE);
  }

  @Test
  void differentFailuresAreAllPanelsFailed() {
    assertThat(
            failureOf(
                    failure(FailureKind.REJECTED, 400),
                    rateLimit(null),
                    failure(FailureKind.TIMEOUT, null))
                .code())
        .isEqualTo(ErrorCode.ALL_PANELS_FAILED);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {
        "CREDENTIAL",
        "OVERLOADED",
        "PROVIDER_ERROR",
        "UNREACHABLE",
        "BROKEN_REPLY",
        "NOT_SENT"
      })
  void whatIsNeverTheCallersFaultIsAllPanelsFailed(FailureKind kind) {
    ScriptedCaller.Step step = failure(kind, kind == FailureKind.CREDENTIAL ? 401 : null);

    assertThat(failureOf(step, step, step).code()).isEqualTo(ErrorCode.ALL_PANELS_FAILED);
  }

  @Test
  void emptyAnswersAreAllPanelsFailed() {
    assertThat(failureOf(answer(""), answer(" "), answer("", FinishReason.LENGTH)).code())
        .isEqualTo(ErrorCode.ALL_PANELS_FAILED);
  }

  @Test
  void anEmptyAnswerAmongRefusalsKeepsThemFromBeingTheCallersError() {
    assertThat(
            failureOf(
                    answer(""),
                    failure(FailureKind.REJECTED, 400),
                    failure(FailureKind.REJECTED, 400))
                .code())
        .isEqualTo(ErrorCode.ALL_PANELS_FAILED);
  }

  @Test
  void aSeatThatWasKnownToDropKeepsTheRefusalsFromBeingOfAll() {
    scene.models.fails("acme/beta", FailureKind.REJECTED, 400);
    scene.models.fails("acme/gamma", FailureKind.REJECTED, 400);

    RunOutcome outcome = scene.run(aPlan().knowingDrop(0, DropReason.NOT_SENT));

    assertThat(failureOf(outcome).code()).isEqualTo(ErrorCode.ALL_PANELS_FAILED);
  }

  @Test
  void someAnswersBelowTheMinimumAreMinAnswersNotMet() {
    scene.models.fails("acme/alpha", FailureKind.REJECTED, 400);
    scene.models.fails("acme/beta", FailureKind.REJECTED, 400);

    RunOutcome.Ending.Failure failure = failureOf(scene.run(aPlan().minAnswers(2)));

    assertThat(failure.code()).isEqualTo(ErrorCode.MIN_ANSWERS_NOT_MET);
    assertThat(failure.message()).contains("1 of 3").contains("min_answers is 2");
  }

  @Test
  void noAnswersNameTheirCommonCauseWhateverTheMinimum() {
    for (String model : new String[] {"acme/alpha", "acme/beta", "acme/gamma"}) {
      scene.models.fails(model, FailureKind.REJECTED, 400);
    }

    assertThat(failureOf(scene.run(aPlan().minAnswers(3))).code())
        .isEqualTo(ErrorCode.REJECTED_BY_PANEL);
  }

  @Test
  void exactlyTheMinimumIsEnough() {
    scene.models.fails("acme/alpha", FailureKind.PROVIDER_ERROR, 500);

    assertThat(scene.run(aPlan().minAnswers(2)).ending())
        .isInstanceOf(RunOutcome.Ending.Answer.class);
  }
}
