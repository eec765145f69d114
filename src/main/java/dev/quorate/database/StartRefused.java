package dev.quorate.database;

/** The database is not one a ledger may be kept in; the message says why and what to change. */
final class StartRefused extends RuntimeException {
  StartRefused(String message) {
    super("Quorate refuses to start: " + message);
  }

  StartRefused(String message, Throwable cause) {
    super("Quorate refuses to start: " + message, cause);
  }
}
