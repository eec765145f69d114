package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.failed;
import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.attempt.CallWorld.Script;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WithinDeadlineTest {
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void whatWasGivenUpBeforeIsNotSentAndFree() {
    Script script = new Script(answered());
    cancellation.cancel(Reason.STRAGGLER);

    Attempt attempt = within(script).send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(script.orders).isEmpty();
    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.STRAGGLER);
    assertThat(attempt.ending().usage().total()).isZero();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aPassedDeadlineSendsNothing() {
    Script script = new Script(answered());

    Attempt attempt = within(script).send(order("m", 1, Deadline.in(Duration.ZERO), cancellation));

    assertThat(script.orders).isEmpty();
    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.TIMEOUT);
  }

  @Test
  void anAnswerThatIsWholeIsKeptEvenWhenNobodyWaits() {
    UpstreamCall late =
        order -> {
          cancellation.cancel(Reason.STRAGGLER);
          return answered();
        };

    Attempt attempt = within(late).send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.OK);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aWaitWeBrokeIsOurs() {
    UpstreamCall broken =
        order -> {
          cancellation.cancel(Reason.CANCELLED);
          return failed(FailureKind.BROKEN_REPLY, null, false);
        };

    Attempt attempt = within(broken).send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.CANCELLED);
    assertThat(attempt.repeatable()).isFalse();
  }

  private WithinDeadline within(UpstreamCall next) {
    return new WithinDeadline(next, timer);
  }
}
