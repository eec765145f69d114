package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.attribution;
import static dev.quorate.billing.LedgerFixtures.direct;
import static dev.quorate.billing.LedgerFixtures.opening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables themselves: nobody changes a row, and every row is in the month its id says. */
class LedgerTablesIT {
  private static final List<String> TABLES =
      List.of(
          "inference_request",
          "request_end",
          "hold",
          "hold_end",
          "call_intent",
          "call_settlement",
          "call_adjustment");
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String RESTRICT_VIOLATION = "23001";
  private static final String CHECK_VIOLATION = "23514";

  private static FreshDatabase database;

  @BeforeAll
  static void oneRowInEveryTable() throws SQLException {
    database = FreshDatabase.create();
    try (RunningLedger running = RunningLedger.on(database)) {
      running.ledger().open(opening(attribution(), direct())).close(RequestStatus.FAILED, Set.of());
    }
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "INSERT INTO call_adjustment (workspace_id, adjustment_id, day, call_id, delta_usd,"
              + " reason, actor) SELECT workspace_id, call_id, day, call_id, 0, 'test', 'test'"
              + " FROM call_intent");
    }
  }

  @Test
  void theApplicationMayNeitherChangeNorDeleteNorEmpty() throws SQLException {
    try (Connection application = database.connectAsSystem()) {
      for (String table : TABLES) {
        for (String change : changesOf(table)) {
          assertThat(sqlStateOf(application, change)).as(change).isEqualTo(INSUFFICIENT_PRIVILEGE);
        }
      }
    }
  }

  @Test
  void notEvenTheOwnerMay() throws SQLException {
    try (Connection owner = database.connectAsOwner()) {
      for (String table : TABLES) {
        for (String name : withPartitions(owner, table)) {
          assertThat(sqlStateOf(owner, "TRUNCATE " + name))
              .as("TRUNCATE " + name)
              .isEqualTo(RESTRICT_VIOLATION);
        }
        assertThat(sqlStateOf(owner, "UPDATE " + table + " SET xid = xid"))
            .isEqualTo(RESTRICT_VIOLATION);
        assertThat(sqlStateOf(owner, "DELETE FROM " + table)).isEqualTo(RESTRICT_VIOLATION);
      }
    }
  }

  @Test
  void replicationModeDoesNotSwitchTheTriggersOff() throws SQLException {
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("SET session_replication_role = replica");

      assertThat(sqlStateOf(owner, "DELETE FROM call_settlement")).isEqualTo(RESTRICT_VIOLATION);
    }
  }

  @Test
  void fiveMonthsAreThereAndAskingAgainMakesNone() throws SQLException {
    try (Connection application = database.connectAsSystem();
        Statement statement = application.createStatement()) {
      List<String> made =
          RunningLedger.firstColumn(statement, "SELECT quorate_make_ledger_partitions()");

      assertThat(made).containsExactly("0");
      for (String table : TABLES) {
        assertThat(withPartitions(application, table)).as(table).hasSize(6);
      }
    }
  }

  @Test
  void theApplicationReachesPartitionsOnlyThroughTheirTable() throws SQLException {
    try (Connection application = database.connectAsSystem()) {
      String partition = withPartitions(application, "call_intent").getLast();

      assertThat(sqlStateOf(application, "SELECT FROM " + partition))
          .isEqualTo(INSUFFICIENT_PRIVILEGE);
      assertThat(
              sqlStateOf(application, "SELECT quorate_make_ledger_partition('hold', '2035-01-01')"))
          .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }
  }

  @Test
  void aRowOfAnotherDayThanItsIdIsRefused() throws SQLException {
    try (Connection application = database.connectAsSystem()) {
      String insert =
          "INSERT INTO hold (workspace_id, hold_id, day, request_id, amount_usd, expires_at,"
              + " node_id) SELECT workspace_id, %s, %s, request_id, 1, now(), node_id FROM hold";

      assertThat(sqlStateOf(application, insert.formatted("hold_id", "day - 1")))
          .isEqualTo(CHECK_VIOLATION);
      // Not of version 7: it has no day.
      assertThat(sqlStateOf(application, insert.formatted("gen_random_uuid()", "day")))
          .isEqualTo(CHECK_VIOLATION);
      // A month nobody made.
      assertThat(
              sqlStateOf(
                  application,
                  insert.formatted("'00000000-0001-7000-8000-000000000000'", "'1970-01-01'")))
          .isEqualTo(CHECK_VIOLATION);
    }
  }

  @Test
  void anAmountNobodyRoundedIsRefused() throws SQLException {
    try (Connection application = database.connectAsSystem()) {
      for (String amount : List.of("0.00000000001", "-1", "'NaN'", "'Infinity'")) {
        String insert =
            "INSERT INTO hold (workspace_id, hold_id, day, request_id, amount_usd, expires_at,"
                + " node_id) SELECT workspace_id, request_id, day, request_id, "
                + amount
                + ", now(), node_id FROM hold";

        assertThat(sqlStateOf(application, insert)).as(amount).isEqualTo(CHECK_VIOLATION);
      }
    }
  }

  @Test
  void aSecondEndOfTheSameRequestIsRefused() throws SQLException {
    try (Connection application = database.connectAsSystem()) {
      assertThatThrownBy(() ->
              execute(
                  application,
                  "INSERT INTO request_end (workspace_id, request_id, day, status,"
                      + " used_call_ids) SELECT workspace_id, request_id, day, 'completed',"
                      + " '{}' FROM inference_request"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }
  }

  private static List<String> changesOf(String table) {
    return List.of(
        "UPDATE " + table + " SET xid = xid", "DELETE FROM " + table, "TRUNCATE " + table);
  }

  private static List<String> withPartitions(Connection connection, String table)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return new ArrayList<>(
          RunningLedger.firstColumn(
              statement, "SELECT relid::regclass FROM pg_partition_tree('" + table + "')"));
    }
  }

  private static String sqlStateOf(Connection connection, String sql) {
    try {
      execute(connection, sql);
      return "done";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
