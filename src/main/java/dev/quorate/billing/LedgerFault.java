package dev.quorate.billing;

import java.sql.SQLException;
import java.util.Set;

/** A group of rows could not be written, and what that means for them. */
final class LedgerFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** Serialization failure, deadlock. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /**
   * The SQLSTATE classes that rows can cause: data exception, integrity constraint violation, what
   * the driver cannot send, what the server finds too long. Repeating them would block the ledger.
   */
  private static final Set<String> ROW_CLASSES = Set.of("07", "0A", "21", "22", "23", "54");

  private final Kind kind;

  /** What becomes of the group. */
  enum Kind {
    /** Nothing was written; the same again may pass at once. */
    CONFLICT,
    /** A row is not acceptable; nothing was written, and the same again will not pass. */
    REJECTED,
    /** The database cannot be used; nothing was written. */
    AWAY,
    /** The connection broke after the rows were sent: they were written or not. */
    UNCERTAIN
  }

  LedgerFault(Kind kind, Throwable cause) {
    super(cause);
    this.kind = kind;
  }

  /** A fault of our own in making the rows: as final as the database's refusal. */
  LedgerFault(Throwable cause) {
    this(Kind.REJECTED, cause);
  }

  Kind kind() {
    return kind;
  }

  /** The meaning of an exception thrown while rows were on their way. */
  static LedgerFault whileWriting(SQLException thrown) {
    String state = thrown.getSQLState();
    if (state == null || state.startsWith("08")) {
      return new LedgerFault(Kind.UNCERTAIN, thrown);
    }
    if (CONFLICTS.contains(state)) {
      return new LedgerFault(Kind.CONFLICT, thrown);
    }
    // An administrator's shutdown is told before the commit as well as after: treat it as the
    // latter.
    if (state.startsWith("57P")) {
      return new LedgerFault(Kind.UNCERTAIN, thrown);
    }
    boolean row = state.length() == 5 && ROW_CLASSES.contains(state.substring(0, 2));
    return new LedgerFault(row ? Kind.REJECTED : Kind.AWAY, thrown);
  }
}
