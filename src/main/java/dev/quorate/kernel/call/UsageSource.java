package dev.quorate.kernel.call;

import java.util.Locale;

/** Where a settlement's token counts come from. */
public enum UsageSource {
  /** Reported by the provider. */
  PROVIDER,
  /** Not reported; counted by us from a whole prompt and a whole answer. */
  COUNTED,
  /** Not reported; counted by us, and the answer was cut short. */
  ESTIMATED,
  /** Nothing to bill: not sent, no connection, or an error status. */
  NONE;

  /** The name on the wire and in the ledger. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
