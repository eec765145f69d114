package dev.quorate.upstream.wire;

import org.jspecify.annotations.Nullable;

/** A client that is closed once it is retired and its last lease has ended. */
final class LeasedClient<C extends DialectClient> {
  private final C client;
  private int leases;
  private boolean retired;

  LeasedClient(C client) {
    this.client = client;
  }

  /** Null when it is retired: ask for another. */
  synchronized @Nullable Lease<C> lease() {
    if (retired) {
      return null;
    }
    leases++;
    return new Lease<>(client, this::giveBack);
  }

  private void giveBack() {
    boolean last;
    synchronized (this) {
      leases--;
      last = retired && leases == 0;
    }
    if (last) {
      client.close();
    }
  }

  /** No further leases; closes now or with the last. */
  void retire() {
    boolean idle;
    synchronized (this) {
      idle = !retired && leases == 0;
      retired = true;
    }
    if (idle) {
      client.close();
    }
  }
}
