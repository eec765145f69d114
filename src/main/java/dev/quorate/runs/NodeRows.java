package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Which processes are alive, by the database's clock, and what they run. */
public interface NodeRows {
  /** The node lives. */
  void beat(UUID node);

  /** The node is going; whatever it still ran can be given up at once. */
  void leave(UUID node);

  /** The node's runs that have not ended and that nobody wants to end. */
  Set<RequestId> goingOn(UUID node);

  /**
   * Fails the runs of nodes that have been silent for so long, or have left, and frees the
   * idempotency keys of their requests; says how many runs.
   */
  int failLost(Duration silence);
}
