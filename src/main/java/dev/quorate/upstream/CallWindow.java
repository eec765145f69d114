package dev.quorate.upstream;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.Cancellation.Reason;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only place where an interrupt may reach a virtual thread: while it waits for a provider. An
 * interrupt closes whatever socket the thread blocks on, so one that came later would close a
 * database connection. Giving up and leaving exclude each other, and leaving clears the flag.
 *
 * <p>Used by the thread that enters it, in one try block:
 *
 * <pre>{@code
 * try (CallWindow window = CallWindow.enter(timer, deadline, cancellation)) { … }
 * }</pre>
 */
public final class CallWindow implements AutoCloseable {
  private final Cancellation cancellation;
  private @Nullable Thread inside = Thread.currentThread();
  private @Nullable Reason givenUp;
  private @Nullable Future<?> alarm;
  private @Nullable Future<?> watch;
  private volatile long silentUntil;

  private final ScheduledExecutorService timer;

  private CallWindow(ScheduledExecutorService timer, Cancellation cancellation) {
    this.timer = timer;
    this.cancellation = cancellation;
  }

  /**
   * Opens the window for the calling thread. With the deadline passed or the call cancelled
   * already, the thread is interrupted before this returns.
   *
   * @param timer holds the deadline; its tasks only interrupt
   */
  public static CallWindow enter(
      ScheduledExecutorService timer, Deadline deadline, Cancellation cancellation) {
    CallWindow window = new CallWindow(timer, cancellation);
    window.cancellation.onCancel(window::cancelled);
    if (deadline.hasPassed()) {
      window.giveUp(Reason.TIMEOUT);
    } else {
      long nanos = deadline.remaining().toNanos();
      window.alarm =
          timer.schedule(() -> window.giveUp(Reason.TIMEOUT), nanos, TimeUnit.NANOSECONDS);
    }
    return window;
  }

  /** Gives up when nothing is {@link #heard} for so long. */
  public void watchSilence(Duration longest) {
    heard(longest);
    watch(longest.toNanos());
  }

  /** Something came: from now on at most this much silence. */
  public void heard(Duration longest) {
    silentUntil = System.nanoTime() + longest.toNanos();
  }

  /** The same, and sooner than the silence that was allowed before. */
  public void hurry(Duration longest) {
    heard(longest);
    synchronized (this) {
      if (watch != null) {
        watch.cancel(false);
      }
    }
    watch(longest.toNanos());
  }

  private synchronized void watch(long nanos) {
    if (inside != null) {
      watch = timer.schedule(this::lookForSilence, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void lookForSilence() {
    long left = silentUntil - System.nanoTime();
    if (left > 0) {
      watch(left);
    } else {
      giveUp(Reason.SILENCE);
    }
  }

  private void cancelled() {
    Reason reason = cancellation.reason();
    giveUp(reason == null ? Reason.CANCELLED : reason);
  }

  private synchronized void giveUp(Reason reason) {
    if (inside != null && givenUp == null) {
      givenUp = reason;
      inside.interrupt();
    }
  }

  /** Why the wait was given up, null while it goes on or when it ended by itself. */
  public synchronized @Nullable Reason givenUp() {
    return givenUp;
  }

  /** Leaves: from here on no interrupt of this window comes, and none is left behind. */
  @Override
  public void close() {
    synchronized (this) {
      inside = null;
    }
    cancellation.onCancel(null);
    for (Future<?> task : new @Nullable Future<?>[] {alarm, watch}) {
      if (task != null) {
        task.cancel(false);
      }
    }
    boolean ignored = Thread.interrupted();
  }
}
