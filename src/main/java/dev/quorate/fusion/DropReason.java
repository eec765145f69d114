package dev.quorate.fusion;

import java.util.Locale;

/** Why a panelist's answer is not used. */
public enum DropReason {
  ERROR,
  TIMEOUT,
  EMPTY,
  STARVED,
  POLICY,
  NOT_SENT,
  STRAGGLER,
  CANCELLED,
  BUDGET;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
