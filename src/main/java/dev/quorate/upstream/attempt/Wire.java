package dev.quorate.upstream.attempt;

/** The way to the provider, without judgement of what comes back. */
interface Wire {
  /**
   * Sends the order's committed intent. Blocks the calling virtual thread.
   *
   * @throws IllegalStateException when the intent was sent before
   */
  Sent send(Order order);
}
