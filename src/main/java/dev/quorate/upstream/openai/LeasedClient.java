package dev.quorate.upstream.openai;

import org.jspecify.annotations.Nullable;

/** A client that is closed once it is retired and its last lease has ended. */
final class LeasedClient {
  private final ChatCompletionsClient client;
  private int leases;
  private boolean retired;

  LeasedClient(ChatCompletionsClient client) {
    this.client = client;
  }

  /** A use of the client; closing it gives the client back. */
  final class Lease implements AutoCloseable {
    ChatCompletionsClient client() {
      return client;
    }

    @Override
    public void close() {
      giveBack();
    }
  }

  /** Null when it is retired: ask for another. */
  synchronized @Nullable Lease lease() {
    if (retired) {
      return null;
    }
    leases++;
    return new Lease();
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
