package dev.quorate.upstream.wire;

import tools.jackson.databind.JsonNode;

/** What the events of one streamed reply say in a dialect. Made for one reply. */
public interface StreamWords {
  /**
   * Adds what an event says to the answer. Unknown events are passed over.
   *
   * @param name the {@code event:} field, empty when it had none
   * @param event always an object
   * @return false to have the connection broken off, after {@link GrowingAnswer#failed}
   */
  boolean take(String name, JsonNode event, GrowingAnswer answer);

  /** The stream said {@code [DONE]}, which is no JSON and means something in one dialect only. */
  default void done(GrowingAnswer answer) {}
}
