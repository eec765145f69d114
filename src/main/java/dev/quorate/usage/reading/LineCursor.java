package dev.quorate.usage.reading;

import dev.quorate.http.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line's place among all lines: by time, then by id. */
public record LineCursor(Instant intendedAt, UUID callId) {
  public static LineCursor of(LedgerLine line) {
    return new LineCursor(line.intendedAt(), line.callId());
  }

  /**
   * Reads what {@link #position} wrote.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE
   */
  public static @Nullable LineCursor parse(@Nullable String position) {
    if (position == null) {
      return null;
    }
    int bar = position.indexOf('|');
    if (bar < 0 || position.length() - bar != 37) {
      throw Page.foreignCursor();
    }
    try {
      return new LineCursor(
          Instant.parse(position.substring(0, bar)), UUID.fromString(position.substring(bar + 1)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw Page.foreignCursor();
    }
  }

  public String position() {
    return intendedAt + "|" + callId;
  }
}
