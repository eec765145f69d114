package dev.quorate.billing.journal;

/** Rows of something that has happened and is on its way to the ledger. */
public interface Ending {
  /** Whether the ledger has them, or will never take them. */
  boolean isOver();

  /** They as one line of JSON, as {@code quorate_replay_journal} reads it. */
  String line();
}
