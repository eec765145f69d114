package dev.quorate.runs;

import dev.quorate.kernel.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a background run ended.
 *
 * @param status a final one
 * @param response JSON of the body as it will be from now on
 * @param errorCode null where it did not fail
 * @param lastEvents what is not appended yet; committed together with the status, so that whoever
 *     reads a final status can read all events
 */
public record RunEnd(
    ResponseStatus status,
    Sensitive<String> response,
    @Nullable String errorCode,
    List<RunEvent> lastEvents) {
  public RunEnd {
    if (!status.isFinal()) {
      throw new IllegalArgumentException("not an end: " + status.wire());
    }
    lastEvents = List.copyOf(lastEvents);
  }
}
