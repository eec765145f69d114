package dev.quorate.fusion;

import dev.quorate.upstream.Cancellation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives a whole run up, from any thread: its running calls end, further ones are not made. */
public final class RunCancellation {
  private final Set<Cancellation> running = new HashSet<>();
  private boolean cancelled;

  /** Gives the run up; a second time does nothing. */
  public void cancel() {
    List<Cancellation> calls;
    synchronized (this) {
      cancelled = true;
      calls = List.copyOf(running);
    }
    calls.forEach(call -> call.cancel(Cancellation.Reason.CANCELLED));
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** A call that ends with the run; at once when the run was given up before. */
  void add(Cancellation call) {
    boolean already;
    synchronized (this) {
      running.add(call);
      already = cancelled;
    }
    if (already) {
      call.cancel(Cancellation.Reason.CANCELLED);
    }
  }

  synchronized void remove(Cancellation call) {
    running.remove(call);
  }
}
