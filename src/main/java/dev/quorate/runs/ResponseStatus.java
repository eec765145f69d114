package dev.quorate.runs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a response stands; the words of the wire and of the column. */
public enum ResponseStatus {
  /** A background run that has not begun. */
  QUEUED,
  IN_PROGRESS,
  COMPLETED,
  INCOMPLETE,
  FAILED,
  CANCELLED;

  public static Optional<ResponseStatus> parse(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing changes it any more. */
  public boolean isFinal() {
    return this != QUEUED && this != IN_PROGRESS;
  }
}
