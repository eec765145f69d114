package dev.quorate.billing.recovery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says that this node lives, and ends what nodes left open that no longer say so: their calls are
 * unknown, free for the customer and shown as exposure, and their holds are released.
 */
@Singleton
class Reconciler {
  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

  private final NodeLeases leases;
  private final Lease lease;
  private final NodeId node;
  private final Duration lostAfter;
  private final LongSupplier nanoTime;

  /** Since when every beat has reached the database; null after one that did not. */
  private @Nullable Long inTouchSince;

  @Inject
  Reconciler(NodeLeases leases, Lease lease, NodeId node, RecoverySettings settings) {
    this(leases, lease, node, settings.lostAfter(), System::nanoTime);
  }

  Reconciler(
      NodeLeases leases, Lease lease, NodeId node, Duration lostAfter, LongSupplier nanoTime) {
    this.leases = leases;
    this.lease = lease;
    this.node = node;
    this.lostAfter = lostAfter;
    this.nanoTime = nanoTime;
  }

  /**
   * One beat, and a look at the others.
   *
   * @throws LeaseLost when the others have taken this node for dead
   */
  synchronized void beat() {
    try {
      lease.renew();
    } catch (RuntimeException e) {
      inTouchSince = null;
      throw e;
    }
    long now = nanoTime.getAsLong();
    if (inTouchSince == null) {
      inTouchSince = now;
    }
    // Where the database was away, nobody could beat: the others get the same time as after a beat.
    if (now - inTouchSince >= lostAfter.toNanos()) {
      tell(leases.endLost(lostAfter));
    }
  }

  /** Ends requests that outlived their hold. */
  void expire() {
    tell(leases.endExpired());
  }

  /** At the end of this node, after its last write. */
  synchronized void leave() {
    tell(leases.leave(node.value()));
  }

  private static void tell(NodeLeases.Ended ended) {
    if (ended.requests() > 0 || ended.calls() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} requests that nobody runs any more have failed; {1} of their calls are unknown.",
          ended.requests(),
          ended.calls());
    }
  }
}
