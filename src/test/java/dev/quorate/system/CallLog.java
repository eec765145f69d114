package dev.quorate.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a {@link FakeProvider} was asked, in order of arrival; the ledger is compared with it. */
public final class CallLog {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<ReceivedCall> calls = new ArrayList<>();

  synchronized void add(ReceivedCall call) {
    calls.add(call);
    notifyAll();
  }

  synchronized void ended() {
    notifyAll();
  }

  /** A copy of every call so far. */
  public synchronized List<ReceivedCall> all() {
    return List.copyOf(calls);
  }

  public synchronized List<ReceivedCall> calls(String model) {
    return matching(call -> call.model().equals(model));
  }

  /** The calls whose body has the text somewhere: those of one request of a test. */
  public synchronized List<ReceivedCall> mentioning(String text) {
    return matching(call -> call.text().contains(text));
  }

  /** Forgets everything; calls still running are not seen again. */
  public synchronized void clear() {
    calls.clear();
  }

  /** Waits until at least so many calls of the model have arrived. */
  public synchronized List<ReceivedCall> awaitArrived(String model, int count) {
    return await(call -> call.model().equals(model), count);
  }

  /** Waits until at least so many calls of the model have ended, one way or the other. */
  public synchronized List<ReceivedCall> awaitEnded(String model, int count) {
    return await(call -> call.model().equals(model) && !call.isRunning(), count);
  }

  private synchronized List<ReceivedCall> await(Predicate<ReceivedCall> wanted, int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<ReceivedCall> found = matching(wanted);
      if (found.size() >= count) {
        return found;
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("waited for " + count + " calls, saw " + found);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting", e);
      }
    }
  }

  private synchronized List<ReceivedCall> matching(Predicate<ReceivedCall> wanted) {
    return calls.stream().filter(wanted).toList();
  }
}
