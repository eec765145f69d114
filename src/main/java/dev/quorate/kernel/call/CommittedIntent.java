package dev.quorate.kernel.call;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that a call's intent is committed: the only thing a byte can be sent for. Spent by its one
 * send. Only billing makes one, after its commit; an architecture rule holds that.
 */
public final class CommittedIntent {
  private final UUID callId;
  private final PlannedCall call;
  private final AtomicBoolean spent = new AtomicBoolean();

  public CommittedIntent(UUID callId, PlannedCall call) {
    this.callId = callId;
    this.call = call;
  }

  /** Version 7; carries the ledger's day. */
  public UUID callId() {
    return callId;
  }

  public PlannedCall call() {
    return call;
  }

  /**
   * Uses the intent up.
   *
   * @throws IllegalStateException when it was used before: one intent pays for one send
   */
  public void spend() {
    if (!spent.compareAndSet(false, true)) {
      throw new IllegalStateException("intent " + callId + " is spent");
    }
  }
}
