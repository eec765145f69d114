package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final Duration JITTER = Duration.ofMillis(500);

  private final RetryPolicy half = new RetryPolicy(JITTER, () -> 0.5);

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 529})
  void theseStatusesAskToComeAgain(int status) {
    assertThat(RetryPolicy.asksToComeAgain(status)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 400, 401, 402, 403, 404, 408, 413, 422, 500, 501, 504, 520})
  void othersDoNot(int status) {
    assertThat(RetryPolicy.asksToComeAgain(status)).isFalse();
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
