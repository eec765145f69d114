package dev.quorate.http.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Drain;
import dev.quorate.http.InFlight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopOnSignalTest {
  private final Drain drain = new Drain(new InFlight(10, 10, 1_000), Thread::startVirtualThread);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> diary = new CopyOnWriteArrayList<>();

  private StopOnSignal stop(Duration patience) {
    return new StopOnSignal(
        drain,
        patience,
        () -> diary.add("last words"),
        status -> diary.add("exit " + status),
        status -> diary.add("halt " + status));
  }

  private void somethingRuns() {
    drain.outlive(() -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Test
  void anIdleProcessEndsAtOnceAndInOrder() {
    stop(Duration.ofMinutes(3)).stop("TERM");

    assertThat(drain.isBegun()).isTrue();
    assertThat(diary).containsExactly("last words", "exit 0");
  }

  @Test
  void whatRunsIsWaitedFor() throws InterruptedException {
    somethingRuns();
    StopOnSignal stop = stop(Duration.ofMinutes(3));
    Thread signal = Thread.startVirtualThread(() -> stop.stop("TERM"));
    while (!drain.isBegun()) {
      Thread.onSpinWait();
    }
    assertThat(diary).isEmpty();

    end.countDown();
    signal.join();

    assertThat(diary).containsExactly("last words", "exit 0");
  }

  @Test
  void whatRunsBeyondItsTimeIsCutOff() {
    somethingRuns();

    stop(Duration.ofMillis(50)).stop("TERM");

    assertThat(diary).containsExactly("last words", "halt 143");
    end.countDown();
  }

  @Test
  void aSecondSignalDoesNotWait() throws InterruptedException {
    somethingRuns();
    StopOnSignal stop = stop(Duration.ofMinutes(3));
    Thread signal = Thread.startVirtualThread(() -> stop.stop("TERM"));
    while (!drain.isBegun()) {
      Thread.onSpinWait();
    }

    stop.stopNow("TERM");
    signal.join();

    assertThat(diary).containsExactly("last words", "halt 143");
    end.countDown();
  }

  @Test
  void aRoomThatFailsAtItsLastWordDoesNotKeepTheProcess() {
    StopOnSignal stop =
        new StopOnSignal(
            drain,
            Duration.ZERO,
            () -> {
              throw new IllegalStateException("scripted");
            },
            status -> diary.add("exit " + status),
            status -> diary.add("halt " + status));

    stop.stop("INT");

    assertThat(diary).containsExactly("exit 0");
  }
}
