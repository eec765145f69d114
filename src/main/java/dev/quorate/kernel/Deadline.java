package dev.quorate.kernel;

import java.time.Duration;

/** A moment on the monotonic clock ({@link System#nanoTime}) after which work has no reader. */
public record Deadline(long nanoTime) implements Comparable<Deadline> {
  public static Deadline in(Duration fromNow) {
    return new Deadline(System.nanoTime() + fromNow.toNanos());
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** The earlier of the two. */
  public Deadline earlier(Deadline other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Deadline other) {
    // The difference, not the values: nanoTime may wrap around.
    return Long.signum(nanoTime - other.nanoTime);
  }
}
