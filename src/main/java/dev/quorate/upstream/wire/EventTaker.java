package dev.quorate.upstream.wire;

/** Takes the events of a streamed reply in their order. */
public interface EventTaker {
  /** Bytes arrived. */
  void heard();

  /**
   * Takes one event.
   *
   * @return false to have the connection broken off: the rest is not wanted
   */
  boolean take(ServerEvent event);
}
