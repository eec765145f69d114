package dev.quorate.websearch.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Found;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class WithinDeadlineTest {
  private static final WebResult<String> BROKEN =
      new Failed<>(CallOutcome.ERROR, 200, "The connection broke.");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WithinDeadline withinDeadline = new WithinDeadline(timer);
  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private WebResult<String> untilInterrupted(BooleanSupplier givenUp) {
    try {
      never.await();
    } catch (InterruptedException e) {
      assertThat(givenUp.getAsBoolean()).isTrue();
    }
    return BROKEN;
  }

  private WebResult<String> run(Duration time, WithinDeadline.Work<String> work) {
    WebResult<String> result = withinDeadline.run(Deadline.in(time), cancellation, work);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    return result;
  }

  @Test
  void whatEndsByItselfIsAsItSays() {
    assertThat(run(Duration.ofMinutes(1), _ -> BROKEN)).isSameAs(BROKEN);
  }

  @Test
  void whatBreaksAtTheDeadlineIsATimeout() {
    WebResult<String> result = run(Duration.ofMillis(20), this::untilInterrupted);

    assertThat(result.outcome()).isEqualTo(CallOutcome.TIMEOUT);
    assertThat(result.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, names = "SILENCE", mode = EnumSource.Mode.EXCLUDE)
  void whatIsGivenUpReadsAsTheReason(Reason reason) {
    WebResult<String> result =
        run(
            Duration.ofMinutes(1),
            givenUp -> {
              cancellation.cancel(reason);
              return untilInterrupted(givenUp);
            });

    assertThat(result.outcome().name()).isEqualTo(reason.name());
  }

  @Test
  void whatWasWholeBeforeIsKept() {
    WebResult<String> found = new Found<>("x", 200);

    assertThat(
            run(
                Duration.ofMinutes(1),
                _ -> {
                  cancellation.cancel(Reason.CANCELLED);
                  return found;
                }))
        .isSameAs(found);
  }

  @Test
  void nothingBeginsAfterTheEnd() {
    cancellation.cancel(Reason.CANCELLED);

    WebResult<String> result =
        run(
            Duration.ofMinutes(1),
            _ -> {
              throw new AssertionError("begun");
            });

    assertThat(result)
        .isEqualTo(new Failed<>(CallOutcome.CANCELLED, null, "The run was given up."));
  }
}
