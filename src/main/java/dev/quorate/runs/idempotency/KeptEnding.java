package dev.quorate.runs.idempotency;

import dev.quorate.kernel.Sensitive;
import java.util.Locale;

/**
 * How a request with a key ended.
 *
 * @param headers of the reply, in whatever form its writer reads again
 * @param body as it was sent; empty where a stored response has it
 */
public record KeptEnding(Form form, int status, String headers, Sensitive<byte[]> body) {
  /** What the client was sent. */
  public enum Form {
    /** A body. */
    WHOLE,
    /** Events, one after the other as they were sent. */
    STREAM,
    /** That it is queued; the rest is in its stored response. */
    BACKGROUND,
    /** The events of a background run. */
    BACKGROUND_STREAM;

    /** As the table has it. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #stored}. */
    public static Form of(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** Whether its texts are a stored response's. */
    public boolean isBackground() {
      return this == BACKGROUND || this == BACKGROUND_STREAM;
    }
  }
}
