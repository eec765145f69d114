package dev.quorate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.Cancellation.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CallWindowTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void cancelInterruptsTheWaitAndLeavesNoFlag() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);

    FutureTask<Reason> call =
        virtual(() -> {
          CallWindow window = CallWindow.enter(timer, Deadline.in(LONG), cancellation);
          try (window) {
            inside.countDown();
            new CountDownLatch(1).await();
          } catch (InterruptedException gaveUp) {
            // As hoped for.
          }
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          return window.givenUp();
        });
    inside.await();
    cancellation.cancel(Reason.STRAGGLER);

    assertThat(call.get()).isEqualTo(Reason.STRAGGLER);
  }

  @Test
  void deadlineInterruptsTheWait() throws Exception {
    FutureTask<Reason> call =
        virtual(() -> {
          CallWindow window =
              CallWindow.enter(timer, Deadline.in(Duration.ofMillis(20)), cancellation);
          try (window) {
            new CountDownLatch(1).await();
          } catch (InterruptedException gaveUp) {
            // As hoped for.
          }
          return window.givenUp();
        });

    assertThat(call.get()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void anInterruptClosesTheSocketTheCallReadsFrom() throws Exception {
    try (ServerSocket provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CountDownLatch inside = new CountDownLatch(1);
      FutureTask<Throwable> call =
          virtual(() -> {
            try (Socket socket = new Socket(provider.getInetAddress(), provider.getLocalPort());
                CallWindow _ = CallWindow.enter(timer, Deadline.in(LONG), cancellation)) {
              inside.countDown();
              int ignored = socket.getInputStream().read();
              return new AssertionError("nobody wrote anything");
            } catch (SocketException closed) {
              return closed;
            }
          });
      Socket seen = provider.accept();
      inside.await();
      cancellation.cancel(Reason.CANCELLED);

      assertThat(seen.getInputStream().read()).isEqualTo(-1);
      assertThat(call.get()).hasMessageContaining("interrupt");
    }
  }

  @Test
  void aCallThatIsCancelledBeforeItEntersIsGivenUpAtOnce() throws Exception {
    cancellation.cancel(Reason.CANCELLED);

    FutureTask<Boolean> call =
        virtual(() -> {
          try (CallWindow window = CallWindow.enter(timer, Deadline.in(LONG), cancellation)) {
            return window.givenUp() == Reason.CANCELLED && Thread.currentThread().isInterrupted();
          }
        });

    assertThat(call.get()).isTrue();
  }

  @Test
  void aPassedDeadlineIsGivenUpAtOnce() throws Exception {
    FutureTask<Reason> call =
        virtual(() -> {
          Deadline passed = Deadline.in(Duration.ZERO);
          try (CallWindow window = CallWindow.enter(timer, passed, cancellation)) {
            return window.givenUp();
          }
        });

    assertThat(call.get()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void theFirstReasonStands() throws Exception {
    FutureTask<Reason> call =
        virtual(() -> {
          try (CallWindow window = CallWindow.enter(timer, Deadline.in(LONG), cancellation)) {
            cancellation.cancel(Reason.STRAGGLER);
            cancellation.cancel(Reason.CANCELLED);
            return window.givenUp();
          }
        });

    assertThat(call.get()).isEqualTo(Reason.STRAGGLER);
    assertThat(cancellation.reason()).isEqualTo(Reason.STRAGGLER);
  }

  @Test
  void noInterruptEverArrivesAfterLeaving() throws Exception {
    for (int round = 0; round < 5_000; round++) {
      Cancellation racing = new Cancellation();
      CyclicBarrier together = new CyclicBarrier(2);
      CountDownLatch cancelled = new CountDownLatch(1);

      FutureTask<Boolean> call =
          virtual(() -> {
            try (CallWindow _ = CallWindow.enter(timer, Deadline.in(LONG), racing)) {
              together.await();
            }
            cancelled.await();
            return Thread.currentThread().isInterrupted();
          });
      together.await();
      racing.cancel(Reason.STRAGGLER);
      cancelled.countDown();

      // An interrupt after leaving would break the wait on the latch, too.
      assertThat(call.get()).isFalse();
    }
  }

  @Test
  void noAlarmEverRingsAfterLeaving() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      long nanos = round % 200 * 1_000L;
      FutureTask<Boolean> call =
          virtual(() -> {
            Deadline soon = Deadline.in(Duration.ofNanos(nanos));
            CallWindow window = CallWindow.enter(timer, soon, new Cancellation());
            window.close();
            // All alarms that were due are through once this one is.
            timer.submit(() -> {}).get();
            return Thread.currentThread().isInterrupted();
          });

      assertThat(call.get()).isFalse();
    }
  }

  private static <T> FutureTask<T> virtual(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }
}
