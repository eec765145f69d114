package dev.quorate.fusion;

import dev.quorate.kernel.Deadline;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The panel's clock and its only way of waiting, so that a test can move time by hand. */
interface Timekeeper {
  Timekeeper SYSTEM =
      new Timekeeper() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public <T> @Nullable T poll(BlockingQueue<T> queue, Deadline until)
            throws InterruptedException {
          return queue.poll(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
        }
      };

  long nanoTime();

  /** The queue's next element, or null when the moment comes first. */
  <T> @Nullable T poll(BlockingQueue<T> queue, Deadline until) throws InterruptedException;

  /** The moment so far from now. */
  default Deadline in(Duration fromNow) {
    return new Deadline(nanoTime() + fromNow.toNanos());
  }

  /** What is left until the moment, never negative. */
  default Duration until(Deadline deadline) {
    return Duration.ofNanos(Math.max(0, deadline.nanoTime() - nanoTime()));
  }

  default Duration since(long nanoTime) {
    return Duration.ofNanos(nanoTime() - nanoTime);
  }
}
