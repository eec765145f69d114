package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the server does in its own time. */
public final class Await {
  private Await() {}

  /** Looks ten times a second; fails when it has not come true in time. */
  public static void until(Duration atMost, BooleanSupplier done) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within %s", atMost).isLessThan(end);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
