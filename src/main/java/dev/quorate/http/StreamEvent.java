package dev.quorate.http;

/** One server-sent event that waits for its turn. */
public interface StreamEvent {
  /** Whether the stream makes sense without it: progress is dropped when the reader is slow. */
  boolean droppable();

  /** Roughly the bytes it keeps while it waits. */
  int weight();

  /**
   * The event as it is sent, its blank line included.
   *
   * @param sequence how many numbered events were sent before it
   */
  byte[] bytes(long sequence);

  /** Whether it counts in the sequence; a frame without a number is told the next one. */
  default boolean numbered() {
    return true;
  }
}
