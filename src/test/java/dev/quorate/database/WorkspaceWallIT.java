package dev.quorate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database's own wall between workspaces, with no application before it. */
class WorkspaceWallIT {
  private static final UUID OURS = UUID.fromString("019ab000-0000-7000-8000-000000000001");
  private static final UUID THEIRS = UUID.fromString("019ab000-0000-7000-8000-000000000002");
  private static final String TENANT_TABLES =
      """
      SELECT c.relname FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND (c.relname = 'workspace' OR EXISTS (
          SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped))
      """;

  private static FreshDatabase database;

  @BeforeAll
  static void twoWorkspacesWithABudgetEach() throws SQLException {
    database = FreshDatabase.create();
    try (Connection owner = database.connectAsOwner()) {
      for (UUID workspace : List.of(OURS, THEIRS)) {
        run(
            owner,
            "INSERT INTO workspace (id, slug, name, created_at) VALUES ('%s', 'w-%s', 'W', now())"
                .formatted(workspace, workspace.toString().substring(35)));
        run(owner, budgetOf(workspace));
      }
    }
  }

  @Test
  void everyTenantTableStandsBehindTheWall() throws SQLException {
    try (Connection owner = database.connectAsOwner()) {
      assertThat(column(owner, TENANT_TABLES)).hasSizeGreaterThan(20);
      assertThat(
              column(
                  owner, TENANT_TABLES + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
          .isEmpty();
      assertThat(
              column(
                  owner,
                  TENANT_TABLES
                      + " AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND"
                      + " p.polname = 'own_workspace')"))
          .isEmpty();
    }
  }

  @Test
  void withoutAWorkspaceNothingIsSeen() throws SQLException {
    try (Connection application = database.connectAsApplication()) {
      assertThat(column(application, "SELECT budget_id FROM budget")).isEmpty();
      assertThat(column(application, "SELECT id FROM workspace")).isEmpty();
    }
  }

  @Test
  void aWorkspaceSeesItsOwnRowsAndWritesNoOthers() throws SQLException {
    try (Connection application = database.connectAsApplication()) {
      run(application, "SELECT set_config('app.workspace_id', '%s', false)".formatted(OURS));

      assertThat(column(application, "SELECT workspace_id FROM budget"))
          .containsExactly(OURS.toString());
      assertThat(column(application, "SELECT id FROM workspace")).containsExactly(OURS.toString());
      assertThatThrownBy(() -> run(application, budgetOf(THEIRS)))
          .hasMessageContaining("row-level security");
      assertThat(
              updated(
                  application,
                  "UPDATE budget SET cap_usd = 0 WHERE workspace_id = '" + THEIRS + "'"))
          .isZero();
    }
  }

  @Test
  void thePlatformSeesAll() throws SQLException {
    try (Connection system = database.connectAsSystem()) {
      assertThat(column(system, "SELECT workspace_id FROM budget ORDER BY 1"))
          .containsExactly(OURS.toString(), THEIRS.toString());
    }
  }

  private static String budgetOf(UUID workspace) {
    return """
    INSERT INTO budget (workspace_id, budget_id, scope, scope_id, period, cap_usd, mode)
    VALUES ('%s', gen_random_uuid(), 'workspace', '%s', 'daily', 1, 'hard')
    """
        .formatted(workspace, workspace);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int updated(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
