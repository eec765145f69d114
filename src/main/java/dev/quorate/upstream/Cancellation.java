package dev.quorate.upstream;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A switch that gives a call up, from any thread, at most once. The call's thread is interrupted
 * only while it stands in upstream's call window, so the interrupt closes the provider's socket and
 * nothing else.
 */
public final class Cancellation {
  /** Why the call was given up; decides the ledger line's outcome. */
  public enum Reason {
    STRAGGLER,
    /** The deadline passed. */
    TIMEOUT,
    /** The provider was silent for too long. */
    SILENCE,
    CANCELLED
  }

  private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
  private @Nullable Runnable onCancel;

  /** Gives the call up; the first reason stands. */
  public void cancel(Reason why) {
    Runnable action = null;
    synchronized (this) {
      if (reason.compareAndSet(null, why)) {
        action = onCancel;
      }
    }
    if (action != null) {
      action.run();
    }
  }

  /** The reason, or null while the call is wanted. */
  public @Nullable Reason reason() {
    return reason.get();
  }

  /**
   * Installs what a cancel does from now on, null to remove it. Runs it at once when already
   * cancelled.
   */
  void onCancel(@Nullable Runnable action) {
    boolean already;
    synchronized (this) {
      onCancel = action;
      already = reason.get() != null;
    }
    if (already && action != null) {
      action.run();
    }
  }
}
