package dev.quorate.database;

/**
 * No connection, or the connection broke. What the unit of work did is undone, unless the break
 * came during its COMMIT: then it happened or it did not, and {@link #commitLost()} says so.
 */
public final class DatabaseUnavailable extends RuntimeException {
  private final boolean commitLost;

  DatabaseUnavailable(String message, Throwable cause, boolean commitLost) {
    super(message, cause);
    this.commitLost = commitLost;
  }

  DatabaseUnavailable(String message) {
    super(message);
    this.commitLost = false;
  }

  /** True when the answer to COMMIT was lost: repeat with the same ids, under ON CONFLICT. */
  public boolean commitLost() {
    return commitLost;
  }
}
