package dev.quorate.fusion;

import static dev.quorate.fixtures.PlanBuilder.aDirectPlan;
import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.rateLimit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectCallTest {
  private final EngineScene scene = new EngineScene();
  private final RunPlan plan = aDirectPlan("acme/alpha");

  @Test
  void aDirectCallIsOneLineAndUsed() {
    RunOutcome outcome = scene.run(plan);

    RunOutcome.Ending.Answer answer = (RunOutcome.Ending.Answer) outcome.ending();
    assertThat(answer.text()).isEqualTo("answer of acme/alpha");
    assertThat(answer.status()).isEqualTo(Status.SINGLE);
    assertThat(outcome.judging().judge()).isEmpty();
    assertThat(outcome.reasons()).isEmpty();
    assertThat(scene.models.sent())
        .extracting(sent -> sent.call().role())
        .containsExactly(CallRole.DIRECT);
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
    assertThat(outcome.total()).isEqualTo(scene.journal.total());
  }

  @Test
  void aDirectCallRunsOnItsCallersThreadAndStartsNone() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    scene.threads =
        task -> {
          throw new AssertionError("no thread is due");
        };
    scene.models.on(
        "acme/alpha",
        cancellation -> {
          thread.set(Thread.currentThread());
          return answer("here").play(cancellation);
        });

    scene.run(plan);

    assertThat(thread.get()).isSameAs(Thread.currentThread());
  }

  @ParameterizedTest
  @CsvSource({"STOP", "LENGTH", "CONTENT_FILTER"})
  void anEmptyAnswerIsAnAnswer(FinishReason finish) {
    scene.models.on("acme/alpha", answer("", finish));

    RunOutcome outcome = scene.run(plan);

    RunOutcome.Ending.Answer answer = (RunOutcome.Ending.Answer) outcome.ending();
    assertThat(answer.text()).isEmpty();
    assertThat(answer.finish()).isEqualTo(finish);
    assertThat(outcome.panel().getFirst()).isInstanceOf(PanelAnswer.Usable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, REJECTED_BY_PROVIDER",
    "RATE_LIMITED, PROVIDER_RATE_LIMITED",
    "TIMEOUT, RUN_DEADLINE",
    "SILENT, PROVIDER_TIMEOUT",
    "OVERLOADED, UPSTREAM_ERROR",
    "NOT_SENT, PROVIDER_UNAVAILABLE",
    "CREDENTIAL, UPSTREAM_ERROR",
    "PROVIDER_ERROR, UPSTREAM_ERROR",
    "UNREACHABLE, UPSTREAM_ERROR",
    "BROKEN_REPLY, UPSTREAM_ERROR"
  })
  void eachFailureHasItsCode(FailureKind kind, ErrorCode code) {
    scene.models.fails("acme/alpha", kind, null);

    RunOutcome outcome = scene.run(plan);

    RunOutcome.Ending.Failure failure = (RunOutcome.Ending.Failure) outcome.ending();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.status()).isEqualTo(Status.FAILED);
    assertThat(failure.message()).isEqualTo("The provider said no.");
    assertThat(outcome.usedCalls()).isEmpty();
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void aRateLimitPassesTheProvidersWaitOn() {
    scene.models.on("acme/alpha", rateLimit(Duration.ofSeconds(7)));

    RunOutcome.Ending.Failure failure = (RunOutcome.Ending.Failure) scene.run(plan).ending();

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void anAnswerAtTheRetryUsesItsSecondLineOnly() {
    scene.models.losesFirstAttempt("acme/alpha").answers("acme/alpha", "here");

    RunOutcome outcome = scene.run(plan);

    assertThat(outcome.lines()).hasSize(2);
    assertThat(outcome.usedCalls()).containsExactly(outcome.lines().getLast().callId());
  }

  @Test
  void aFaultOfOursIsSettledAndSaid() {
    RunOutcome outcome =
        scene.run(
            plan,
            (request, intent, journal, terms) -> {
              throw new IllegalStateException("a fault of ours");
            });

    RunOutcome.Ending.Failure failure = (RunOutcome.Ending.Failure) outcome.ending();
    assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(failure.message()).isEqualTo(RunningCall.OUR_FAULT);
    assertThat(scene.journal.open()).isEmpty();
  }
}
