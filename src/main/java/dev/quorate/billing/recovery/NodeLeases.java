package dev.quorate.billing.recovery;

import java.time.Duration;
import java.util.UUID;

/** The leases of all nodes, and what lost ones left open. */
interface NodeLeases {
  /**
   * Renews a node's lease, or takes its first.
   *
   * @return false when others have taken the node for dead
   */
  boolean renew(UUID node);

  /** Takes nodes that were silent for so long for dead, and ends what they left open. */
  Ended endLost(Duration silence);

  /** Gives a node's lease back and ends what it left open. */
  Ended leave(UUID node);

  /** Ends requests that outlived their hold, whoever runs them. */
  Ended endExpired();

  /** What was ended: calls as unknown, requests as failed. */
  record Ended(int nodes, long calls, long requests) {
    static final Ended NOTHING = new Ended(0, 0, 0);

    Ended plus(Ended other) {
      return new Ended(nodes + other.nodes, calls + other.calls, requests + other.requests);
    }
  }
}
