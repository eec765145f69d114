package dev.quorate.billing.recovery;

import java.util.UUID;

/** Others have taken this node for dead and ended its requests: it must not write for them. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(UUID node) {
    super("node " + node + " was taken for dead");
  }
}
