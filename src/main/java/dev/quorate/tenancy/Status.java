package dev.quorate.tenancy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a workspace or project is in use. */
public enum Status {
  ACTIVE,
  DISABLED;

  /** The name on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Status> parse(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }
}
