package dev.quorate.inference.state;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a Responses request continues and leaves behind.
 *
 * @param store whether request and reply are kept
 * @param background whether its client does not wait
 * @param previous the response it continues as the caller wrote it, null for a new conversation
 * @param input the request's own {@code input}
 */
public record Recollection(
    boolean store, boolean background, @Nullable String previous, JsonNode input) {
  /** The same with the items that its input only named. */
  Recollection of(JsonNode items) {
    return new Recollection(store, background, previous, items);
  }

  /** The same where nothing is kept. */
  Recollection unkept() {
    return new Recollection(false, background, previous, input);
  }

  @Override
  public String toString() {
    return "Recollection[" + (store ? "kept" : "not kept") + "]";
  }
}
