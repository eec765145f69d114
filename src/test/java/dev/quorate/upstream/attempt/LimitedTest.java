package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.SETTINGS;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LimitedTest {
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final CountDownLatch busy = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  @AfterEach
  void stop() {
    free.countDown();
    timer.shutdownNow();
  }

  @Test
  void whoFindsNoSlotIsNotSent() throws Exception {
    Limited limited = limited(Duration.ZERO);
    FutureTask<Attempt> holder = hold(limited, "m");

    Attempt second = limited.send(order("m", 1, Deadline.in(LONG), new Cancellation()));

    assertThat(((Failed) second.result()).kind()).isEqualTo(FailureKind.NOT_SENT);
    assertThat(second.ending().outcome()).isEqualTo(CallOutcome.NOT_SENT);
    free.countDown();
    assertThat(holder.get().ending().outcome()).isEqualTo(CallOutcome.OK);
  }

  @Test
  void aSlotIsFreeAgainAfterTheCall() throws Exception {
    Limited limited = limited(Duration.ZERO);
    FutureTask<Attempt> holder = hold(limited, "m");
    free.countDown();
    assertThat(holder.get().ending().outcome()).isEqualTo(CallOutcome.OK);

    for (int call = 0; call < 10; call++) {
      Attempt next = limited.send(order("m", 1, Deadline.in(LONG), new Cancellation()));
      assertThat(next.ending().outcome()).isEqualTo(CallOutcome.OK);
    }
  }

  @Test
  void anotherModelHasSlotsOfItsOwn() throws Exception {
    Limited limited = limited(Duration.ZERO);
    FutureTask<Attempt> holder = hold(limited, "m");
    free.countDown();

    Attempt other = limited.send(order("other", 1, Deadline.in(LONG), new Cancellation()));

    assertThat(other.ending().outcome()).isEqualTo(CallOutcome.OK);
    assertThat(holder.get().ending().outcome()).isEqualTo(CallOutcome.OK);
  }

  @Test
  void waitingForASlotEndsWithTheDeadline() throws Exception {
    Limited limited = limited(LONG);
    FutureTask<Attempt> holder = hold(limited, "m");
    Deadline soon = Deadline.in(Duration.ofMillis(30));

    Attempt second = virtually(limited, order("m", 1, soon, new Cancellation())).get();

    assertThat(((Failed) second.result()).kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(second.ending().outcome()).isEqualTo(CallOutcome.TIMEOUT);
    assertThat(second.ending().usage().total()).isZero();
    free.countDown();
    assertThat(holder.get().ending().outcome()).isEqualTo(CallOutcome.OK);
  }

  @Test
  void waitingForASlotEndsWithTheRun() throws Exception {
    Limited limited = limited(LONG);
    FutureTask<Attempt> holder = hold(limited, "m");
    Cancellation cancellation = new Cancellation();
    FutureTask<Attempt> waiting =
        virtually(limited, order("m", 1, Deadline.in(LONG), cancellation));

    cancellation.cancel(Reason.STRAGGLER);

    assertThat(((Failed) waiting.get().result()).kind()).isEqualTo(FailureKind.STRAGGLER);
    free.countDown();
    assertThat(holder.get().ending().outcome()).isEqualTo(CallOutcome.OK);
  }

  /** Answers at once, but the first call waits until it may go. */
  private Limited limited(Duration slotWait) {
    UpstreamCall next =
        call -> {
          busy.countDown();
          try {
            free.await();
          } catch (InterruptedException never) {
            throw new AssertionError(never);
          }
          return answered();
        };
    UpstreamSettings settings =
        new UpstreamSettings(
            slotWait,
            SETTINGS.resolveTimeout(),
            10,
            SETTINGS.silence(),
            SETTINGS.breaker(),
            SETTINGS.retry());
    return new Limited(next, timer, settings);
  }

  private FutureTask<Attempt> hold(Limited limited, String model) throws InterruptedException {
    FutureTask<Attempt> holder =
        virtually(limited, order(model, 1, Deadline.in(LONG), new Cancellation()));
    busy.await();
    return holder;
  }

  private static FutureTask<Attempt> virtually(Limited limited, Order order) {
    FutureTask<Attempt> task = new FutureTask<>(() -> limited.send(order));
    Thread.startVirtualThread(task);
    return task;
  }
}
