package dev.quorate.kernel.call;

import java.util.Locale;

/** How a call ended, as its settlement says. */
public enum CallOutcome {
  /** The provider answered and the body was whole. */
  OK,
  /** The provider refused or failed, or its reply made no sense. */
  ERROR,
  /** Our deadline for it passed. */
  TIMEOUT,
  /** The body broke off. */
  TRUNCATED,
  /** The client or the run gave up. */
  CANCELLED,
  /** A quorum had formed and the grace time was over. */
  STRAGGLER,
  /** No byte left: breaker open, no slot, no connection. */
  NOT_SENT,
  /** The node died; nobody knows. */
  UNKNOWN;

  /** The name on the wire and in the ledger. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
