package dev.quorate.billing.recovery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's right to write for the requests it runs. It ends, by this node's own clock, before
 * the others may take the node for dead; so a node that was stopped for a while asks before it
 * writes on.
 */
@Singleton
public class Lease {
  private final NodeLeases leases;
  private final NodeId node;
  private final Duration lostAfter;
  private final LongSupplier nanoTime;

  /** By {@link #nanoTime}; null before the first renewal. */
  private volatile @Nullable Long validUntil;

  @Inject
  Lease(NodeLeases leases, NodeId node, RecoverySettings settings) {
    this(leases, node, settings.lostAfter(), System::nanoTime);
  }

  Lease(NodeLeases leases, NodeId node, Duration lostAfter, LongSupplier nanoTime) {
    this.leases = leases;
    this.node = node;
    this.lostAfter = lostAfter;
    this.nanoTime = nanoTime;
  }

  /**
   * Renews it.
   *
   * @throws LeaseLost when the others have taken this node for dead
   */
  void renew() {
    // From before the question: the database counts from its answer, which is later.
    long asked = nanoTime.getAsLong();
    if (!leases.renew(node.value())) {
      throw new LeaseLost(node.value());
    }
    validUntil = asked + lostAfter.toNanos() * 3 / 4;
  }

  /**
   * Passes while the lease is valid, and asks for it when it may not be.
   *
   * @throws LeaseLost when the others have taken this node for dead
   */
  public void require() {
    Long until = validUntil;
    if (until == null || nanoTime.getAsLong() - until >= 0) {
      renew();
    }
  }
}
