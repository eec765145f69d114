package dev.quorate.upstream.wire;

/** A use of a client; closing it gives the client back. */
public final class Lease<C> implements AutoCloseable {
  private final C client;
  private final Runnable giveBack;

  Lease(C client, Runnable giveBack) {
    this.client = client;
    this.giveBack = giveBack;
  }

  /** The client, to be used until {@link #close}. */
  public C client() {
    return client;
  }

  @Override
  public void close() {
    giveBack.run();
  }
}
