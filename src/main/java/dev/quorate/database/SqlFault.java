package dev.quorate.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * What a failure means for the unit of work it ended.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
enum SqlFault {
  /** Serialization failure or deadlock: the same work again may pass. */
  CONFLICT,
  /** The connection is gone or could not be had. */
  CONNECTION,
  /** Everything else: the work's own business. */
  OTHER;

  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /** Shut down by an administrator, crashed, starting up, too many connections. */
  private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "53300");

  private static final int DEEPEST_CAUSE = 20;

  static SqlFault of(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLException sql) {
        return of(sql);
      }
      cause = cause.getCause();
    }
    return OTHER;
  }

  private static SqlFault of(SQLException sql) {
    if (sql instanceof SQLTransientConnectionException || sql instanceof SQLRecoverableException) {
      return CONNECTION;
    }
    String state = sql.getSQLState();
    if (state == null) {
      return OTHER;
    }
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    return state.startsWith("08") || GONE.contains(state) ? CONNECTION : OTHER;
  }
}
