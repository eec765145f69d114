package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
  private static final Duration JITTER = Duration.ofMillis(500);

  private final RetryPolicy half = new RetryPolicy(JITTER, () -> 0.5);

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void refusalsForLoadAskToComeAgain(FailureKind kind) {
    boolean load = kind == FailureKind.RATE_LIMITED || kind == FailureKind.OVERLOADED;

    assertThat(RetryPolicy.asksToComeAgain(kind)).isEqualTo(load);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, , true",
    "UNREACHABLE, , true",
    "RATE_LIMITED, 429, true",
    "OVERLOADED, 503, true",
    "PROVIDER_ERROR, 500, true",
    "PROVIDER_ERROR, 404, true",
    "PROVIDER_ERROR, 200, true",
    "PROVIDER_ERROR, , false",
    "CREDENTIAL, 401, true",
    "SILENT, 200, true",
    "REJECTED, 400, false",
    "BROKEN_REPLY, 200, false",
    "TIMEOUT, , false",
    "STRAGGLER, , false",
    "CANCELLED, , false"
  })
  void whatTheProviderCouldNotDoAnotherMay(FailureKind kind, Integer status, boolean may) {
    assertThat(RetryPolicy.mayFareBetterElsewhere(failed(kind, status, false), LONG))
        .isEqualTo(may);
  }

  @Test
  void nobodyIsAskedWithoutTime() {
    Attempt busy = failed(FailureKind.OVERLOADED, 503, true);
    Attempt silent = failed(FailureKind.SILENT, 200, false);

    assertThat(RetryPolicy.mayFareBetterElsewhere(busy, Duration.ofMillis(99))).isFalse();
    assertThat(RetryPolicy.mayFareBetterElsewhere(busy, Duration.ofMillis(100))).isTrue();
    assertThat(RetryPolicy.mayFareBetterElsewhere(silent, Duration.ofMillis(999))).isFalse();
    assertThat(RetryPolicy.mayFareBetterElsewhere(answered(), LONG)).isFalse();
  }

  @Test
  void theWaitIsARandomPartOfTheJitter() {
    Attempt refused = failed(FailureKind.UNREACHABLE, null, true);

    assertThat(half.waitAfter(refused, LONG)).isEqualTo(Duration.ofMillis(250));
    assertThat(new RetryPolicy(JITTER, () -> 0).waitAfter(refused, LONG)).isZero();
  }

  @Test
  void aWaitThatWasAskedForIsKept() {
    Attempt busy = failed(FailureKind.RATE_LIMITED, 429, true, Duration.ofSeconds(3));

    assertThat(half.waitAfter(busy, LONG)).isEqualTo(Duration.ofMillis(3_025));
  }

  @Test
  void aWaitThatLeavesNoTimeIsNone() {
    Attempt busy = failed(FailureKind.RATE_LIMITED, 429, true, Duration.ofSeconds(3));

    assertThat(half.waitAfter(busy, Duration.ofMillis(3_100))).isNull();
    assertThat(half.waitAfter(busy, Duration.ofMillis(3_125))).isNotNull();
    assertThat(half.waitAfter(busy, Duration.ZERO)).isNull();
  }

  @Test
  void anAnswerIsNotRepeated() {
    assertThat(half.waitAfter(answered(), LONG)).isNull();
  }

  @Test
  void aFailureThatCannotBeRepeatedIsNot() {
    assertThat(half.waitAfter(failed(FailureKind.PROVIDER_ERROR, 500, false), LONG)).isNull();
  }
}
