package dev.quorate.billing.invariant;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the rules in one transaction, so all look at the ledger of one moment. */
@Singleton
class InvariantStore {
  /** Rows that break a rule and are named. */
  static final int MOST_NAMED = 20;

  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('quorate invariants', 0))";

  private final UnitOfWork units;

  @Inject
  InvariantStore(UnitOfWork units) {
    this.units = units;
  }

  /**
   * For each rule the ids of rows that break it, a few of them; empty when another node is at it.
   */
  Map<Rule, List<String>> broken(List<Rule> rules) {
    return units.onPlatform(
        Door.REPORTS, session -> session.doReturningWork(connection -> broken(connection, rules)));
  }

  private static Map<Rule, List<String>> broken(Connection connection, List<Rule> rules)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      // These read everything there is, which takes longer than a report may.
      statement.execute("SET LOCAL statement_timeout = '10min'");
      try (ResultSet lock = statement.executeQuery(LOCK)) {
        if (!lock.next() || !lock.getBoolean(1)) {
          return Map.of();
        }
      }
      statement.setMaxRows(MOST_NAMED);
      Map<Rule, List<String>> found = new LinkedHashMap<>();
      for (Rule rule : rules) {
        found.put(rule, ids(statement, rule));
      }
      return found;
    }
  }

  private static List<String> ids(Statement statement, Rule rule) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(rule.sql())) {
      while (rows.next()) {
        ids.add(rows.getString("workspace_id") + "/" + rows.getString("id"));
      }
    }
    return ids;
  }
}
