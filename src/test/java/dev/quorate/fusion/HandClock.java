package dev.quorate.fusion;

import dev.quorate.kernel.Deadline;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Time that stands still until a test moves it. */
final class HandClock implements Timekeeper {
  static final long START = 1_000_000_000_000L;
  private static final long PATIENCE_MS = 10_000;

  private long now = START;
  private @Nullable Deadline awaited;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public <T> @Nullable T poll(BlockingQueue<T> queue, Deadline until) throws InterruptedException {
    while (true) {
      T element = queue.poll(1, TimeUnit.MILLISECONDS);
      if (element != null) {
        return element;
      }
      synchronized (this) {
        if (now >= until.nanoTime()) {
          return null;
        }
        awaited = until;
        notifyAll();
      }
    }
  }

  synchronized void advance(Duration by) {
    now += by.toNanos();
  }

  /** Returns once somebody waits for this moment, counted from the start. */
  synchronized void untilAwaited(Duration fromStart) throws Exception {
    long giveUp = System.currentTimeMillis() + PATIENCE_MS;
    while (awaited == null || awaited.nanoTime() != START + fromStart.toNanos()) {
      wait(100);
      if (System.currentTimeMillis() > giveUp) {
        throw new TimeoutException("nobody waits for " + fromStart + " but for " + awaited);
      }
    }
  }
}
