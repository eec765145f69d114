package dev.quorate.fusion;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The journal as one call of a run uses it. Knows which of its intents are open, so that the run
 * can close them should the call never come back, and gives out no further intent once it is
 * closed.
 */
final class TrackedJournal implements CallJournal {
  private final CallJournal journal;
  private final Map<UUID, CommittedIntent> open = new LinkedHashMap<>();
  private final Map<UUID, SettledCall> lines = new LinkedHashMap<>();
  private boolean closed;

  TrackedJournal(CallJournal journal, CommittedIntent first) {
    this.journal = journal;
    open.put(first.callId(), first);
  }

  @Override
  public CommittedIntent next(PlannedCall call) {
    return nextAll(List.of(call)).getFirst();
  }

  @Override
  public List<CommittedIntent> nextAll(List<PlannedCall> calls) {
    synchronized (this) {
      if (closed) {
        throw ErrorCode.LEDGER_UNAVAILABLE.because("The run no longer waits for this call.");
      }
    }
    List<CommittedIntent> intents = journal.nextAll(calls);
    synchronized (this) {
      intents.forEach(intent -> open.put(intent.callId(), intent));
      if (!closed) {
        return intents;
      }
    }
    CallEnding ending = CallEnding.free(CallOutcome.NOT_SENT, null, Duration.ZERO);
    intents.forEach(intent -> settle(intent, ending));
    throw ErrorCode.LEDGER_UNAVAILABLE.because("The run no longer waits for this call.");
  }

  @Override
  public SettledCall settle(CommittedIntent intent, CallEnding ending) {
    SettledCall line = journal.settle(intent, ending);
    synchronized (this) {
      open.remove(intent.callId());
      lines.put(intent.callId(), line);
    }
    return line;
  }

  synchronized boolean hasOpenCalls() {
    return !open.isEmpty();
  }

  /**
   * Ends whatever is open as {@code unknown}: a call that did not say how it ended is not billed
   * for what nobody can show.
   *
   * @return every line, in the order they were settled
   */
  List<SettledCall> close(Duration latency) {
    List<CommittedIntent> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(open.values());
    }
    left.forEach(intent -> settle(intent, CallEnding.free(CallOutcome.UNKNOWN, null, latency)));
    synchronized (this) {
      return new ArrayList<>(lines.values());
    }
  }
}
