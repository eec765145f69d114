package dev.quorate.runs;

import dev.quorate.kernel.Sensitive;

/**
 * One event of a background run, as a client that streams it is sent it.
 *
 * @param sequenceNumber from 0, without gaps; the same as in the JSON
 * @param name of the SSE event
 * @param json one line
 */
public record RunEvent(int sequenceNumber, String name, Sensitive<String> json) {
  private static final int LONGEST_NAME = 64;

  public RunEvent {
    if (sequenceNumber < 0 || name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("not an event: number " + sequenceNumber);
    }
  }
}
