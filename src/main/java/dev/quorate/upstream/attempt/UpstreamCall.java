package dev.quorate.upstream.attempt;

/** One attempt at one provider: what is wrapped, and each wrapper. */
interface UpstreamCall {
  /**
   * Sends the order's committed intent, at most once. Blocks the calling virtual thread.
   *
   * @return never throws for anything a provider or the network does
   */
  Attempt send(Order order);
}
