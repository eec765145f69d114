package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.SETTINGS;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.failed;
import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.attempt.CallWorld.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedTest {
  @ParameterizedTest
  @CsvSource({
    "PROVIDER_ERROR, 500",
    "OVERLOADED, 503",
    "OVERLOADED, 200",
    "SILENT, 200",
    "UNREACHABLE, ",
    "BROKEN_REPLY, ",
    "TIMEOUT, "
  })
  void faultsOfTheProviderOpenTheBreaker(FailureKind kind, Integer status) {
    Script script = new Script(failed(kind, status, false));

    Attempt last = callTenTimes(new Guarded(script, SETTINGS));

    assertThat(script.orders).hasSize(4);
    assertThat(((Failed) last.result()).kind()).isEqualTo(FailureKind.NOT_SENT);
    assertThat(((Failed) last.result()).retryAfter()).isNotNull();
    assertThat(last.ending().outcome()).isEqualTo(CallOutcome.NOT_SENT);
    assertThat(last.ending().usageSource()).isEqualTo(UsageSource.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, 400",
    "REJECTED, 413",
    "REJECTED, 422",
    "RATE_LIMITED, 429",
    "CREDENTIAL, 401",
    "CREDENTIAL, 403",
    "PROVIDER_ERROR, 404",
    "STRAGGLER, ",
    "CANCELLED, ",
    "NOT_SENT, "
  })
  void whatTheCallerDidOrGaveUpNeverOpensIt(FailureKind kind, Integer status) {
    Script script = new Script(failed(kind, status, false));

    Attempt last = callTenTimes(new Guarded(script, SETTINGS));

    assertThat(script.orders).hasSize(10);
    assertThat(((Failed) last.result()).kind()).isEqualTo(kind);
  }

  @Test
  void aTimeoutOfATightDeadlineIsTheCallersOwn() {
    Script script = new Script(failed(FailureKind.TIMEOUT, null, false));
    Guarded guarded = new Guarded(script, SETTINGS);

    for (int call = 0; call < 10; call++) {
      Deadline tight = Deadline.in(Duration.ofSeconds(3));
      Attempt ignored = guarded.send(order("m", 1, tight, new Cancellation()));
    }

    assertThat(script.orders).hasSize(10);
  }

  @Test
  void anotherModelOfTheSameProviderIsNotConcerned() {
    Script script = new Script(failed(FailureKind.PROVIDER_ERROR, 500, false));
    Guarded guarded = new Guarded(script, SETTINGS);
    callTenTimes(guarded);

    Attempt other = guarded.send(order("other"));

    assertThat(((Failed) other.result()).kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
  }

  @Test
  void callersMistakesDoNotHideTheProvidersFaults() {
    Attempt mistake = failed(FailureKind.REJECTED, 400, false);
    Attempt fault = failed(FailureKind.PROVIDER_ERROR, 500, false);
    Script script = new Script(fault, mistake, fault, mistake, fault, mistake, fault, answered());

    callTenTimes(new Guarded(script, SETTINGS));

    assertThat(script.orders).hasSize(7);
  }

  @Test
  void aBrokenRoomBelowDoesNotKeepThePermit() {
    UpstreamSettings.Breaker soon =
        new UpstreamSettings.Breaker(1, 1, 100, Duration.ofMillis(1), LONG);
    Guarded guarded =
        new Guarded(
            call -> {
              throw new IllegalStateException("bug");
            },
            new UpstreamSettings(
                SETTINGS.slotWait(),
                SETTINGS.resolveTimeout(),
                10,
                SETTINGS.silence(),
                soon,
                SETTINGS.retry()));

    for (int call = 0; call < 10; call++) {
      assertThatThrownBy(() -> guarded.send(order("m"))).hasMessage("bug");
    }
  }

  private static Attempt callTenTimes(Guarded guarded) {
    Attempt last = answered();
    for (int call = 0; call < 10; call++) {
      last = guarded.send(order("m"));
    }
    return last;
  }
}
