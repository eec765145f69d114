package dev.quorate.billing;

import java.util.Locale;

/** How a request ended; one without an end is running. */
public enum RequestStatus {
  COMPLETED,
  /** The final text was cut at the output cap or by a content filter. */
  INCOMPLETE,
  FAILED,
  CANCELLED,
  REFUSED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
