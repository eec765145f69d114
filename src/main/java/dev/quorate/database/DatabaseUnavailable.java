package dev.quorate.database;

/**
 * No connection, or the connection broke. What the unit of work did is undone, unless the break
 * came during its COMMIT: then it happened or it did not, and {@link #commitLost()} says so.
 */
public final class DatabaseUnavailable extends RuntimeException {
  private final boolean commitLost;
  private final boolean full;

  DatabaseUnavailable(String message, Throwable cause, boolean commitLost) {
    super(message, cause);
    this.commitLost = commitLost;
    this.full = false;
  }

  private DatabaseUnavailable(String message) {
    super(message);
    this.commitLost = false;
    this.full = true;
  }

  static DatabaseUnavailable full(Door door) {
    return new DatabaseUnavailable("The door " + door + " is full.");
  }

  /** True when the answer to COMMIT was lost: repeat with the same ids, under ON CONFLICT. */
  public boolean commitLost() {
    return commitLost;
  }

  /** True when the database was not even asked: too many ask it already. */
  public boolean isFull() {
    return full;
  }
}
