package dev.quorate.kernel.call;

import java.util.Locale;

/** Why a call is made. */
public enum CallRole {
  DIRECT,
  PANEL,
  JUDGE,
  WRITER,
  WEB_SEARCH,
  WEB_FETCH,
  REJUDGE;

  /** The name on the wire and in the ledger. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
