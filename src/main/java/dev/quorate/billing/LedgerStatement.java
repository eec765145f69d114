package dev.quorate.billing;

import dev.quorate.billing.budget.BudgetScope;
import dev.quorate.billing.budget.Headroom;
import dev.quorate.billing.budget.HoldVerdict;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.ProjectId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A group of rows as one SQL statement: an INSERT for each table that has rows, in front of them
 * the reservation of the group's holds and behind them the posting of those that ended. All but the
 * last part are WITH queries, which PostgreSQL runs whether or not they are read.
 */
final class LedgerStatement {
  /** Up to this many rows in all, each table's rows are written as VALUES. */
  private static final int FEW = 16;

  private static final String RESERVED =
      "reserved AS MATERIALIZED (SELECT * FROM quorate_budget_reserve("
          + "?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::numeric[], ?::uuid[], ?::uuid[], ?))";
  private static final String ROOM =
      "WHERE gate IS NULL OR gate NOT IN (SELECT hold_id FROM reserved WHERE refused IS NOT NULL)";

  /** Locks are taken in one order by the reservation, so nothing is posted before it is through. */
  private static final String AFTER_RESERVING = "WHERE (SELECT count(*) FROM reserved) >= 0";

  private static final String VERDICTS = "SELECT hold_id, refused, remaining_usd, cap_usd FROM ";
  private static final String POSTED =
      "(SELECT array_agg(workspace_id) AS workspaces, array_agg(hold_id) AS holds,"
          + " array_agg(spent_usd) AS spent FROM ended) AS given"
          + " CROSS JOIN LATERAL quorate_budget_post(workspaces, holds, spent)";
  private static final String ENDED = " RETURNING workspace_id, hold_id, spent_usd";

  private final List<Part<?>> parts = new ArrayList<>();
  private final List<LedgerRow.Hold> holds;
  private final List<LedgerRow.HoldEnd> drawn;
  private final boolean few;
  private final boolean again;

  /**
   * @param again the rows may have been written by an earlier try
   */
  LedgerStatement(List<LedgerTable<?>> tables, List<LedgerRow> rows, boolean again) {
    for (LedgerTable<?> table : tables) {
      Part<?> part = Part.of(table, rows);
      if (!part.rows().isEmpty()) {
        parts.add(part);
      }
    }
    this.holds =
        rows.stream()
            .filter(LedgerRow.Hold.class::isInstance)
            .map(LedgerRow.Hold.class::cast)
            .filter(hold -> !hold.amount().isZero())
            .toList();
    this.drawn =
        rows.stream()
            .filter(LedgerRow.HoldEnd.class::isInstance)
            .map(LedgerRow.HoldEnd.class::cast)
            .filter(LedgerRow.HoldEnd::drew)
            .toList();
    this.few = rows.size() <= FEW;
    this.again = again;
  }

  /** Whether it answers with verdicts. */
  boolean answers() {
    return !holds.isEmpty() || !drawn.isEmpty();
  }

  /** Statements of one shape have one text; to name it takes a fraction of making that. */
  String shape() {
    StringBuilder shape = new StringBuilder(64);
    for (Part<?> part : parts) {
      shape.append(part.table().name()).append(few ? part.rows().size() : "*").append(' ');
    }
    return shape.append(holds.isEmpty() ? "" : "r").append(drawn.isEmpty() ? "" : "p").toString();
  }

  String text() {
    List<String> queries = new ArrayList<>();
    if (!holds.isEmpty()) {
      queries.add(RESERVED);
    }
    for (int at = 0; at < parts.size(); at++) {
      Part<?> part = parts.get(at);
      boolean ended = !drawn.isEmpty() && part.is(LedgerRow.HoldEnd.class);
      String insert = part.insert(few, condition(part)) + (ended ? ENDED : "");
      queries.add((ended ? "ended" : "part" + at) + " AS (" + insert + ")");
    }
    return answers() ? "WITH " + String.join(", ", queries) + " " + verdicts() : plain();
  }

  private String condition(Part<?> part) {
    if (holds.isEmpty()) {
      return "";
    }
    return part.is(LedgerRow.HoldEnd.class) ? AFTER_RESERVING : ROOM;
  }

  private String verdicts() {
    if (drawn.isEmpty()) {
      return VERDICTS + "reserved";
    }
    return holds.isEmpty()
        ? VERDICTS + POSTED
        : VERDICTS + "reserved UNION ALL " + VERDICTS + POSTED;
  }

  /** Without budgets in it: the last INSERT is the statement itself. */
  private String plain() {
    StringBuilder text = new StringBuilder();
    int last = parts.size() - 1;
    for (int at = 0; at < last; at++) {
      text.append(at == 0 ? "WITH " : ", ");
      text.append("part")
          .append(at)
          .append(" AS (")
          .append(parts.get(at).insert(few, ""))
          .append(')');
    }
    return text.append(' ').append(parts.get(last).insert(few, "")).toString();
  }

  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    int at = 1;
    if (!holds.isEmpty()) {
      statement.setArray(at++, uuids(connection, holds, LedgerRow.Hold::id));
      statement.setArray(at++, uuids(connection, holds, hold -> hold.workspace().value()));
      statement.setArray(at++, uuids(connection, holds, hold -> hold.attribution().key().value()));
      statement.setArray(at++, uuids(connection, holds, LedgerStatement::project));
      statement.setArray(
          at++,
          connection.createArrayOf(
              "numeric", holds.stream().map(hold -> hold.amount().usd()).toArray()));
      statement.setArray(at++, uuids(connection, drawn, end -> end.workspace().value()));
      statement.setArray(at++, uuids(connection, drawn, LedgerRow.HoldEnd::id));
      statement.setBoolean(at++, again);
    }
    for (Part<?> part : parts) {
      at = few ? part.bindValues(statement, at) : part.bindArrays(connection, statement, at);
    }
  }

  private static @Nullable UUID project(LedgerRow.Hold hold) {
    ProjectId project = hold.attribution().project();
    return project == null ? null : project.value();
  }

  private static <T> java.sql.Array uuids(
      Connection connection, List<T> all, Function<T, @Nullable UUID> id) throws SQLException {
    return connection.createArrayOf("uuid", all.stream().map(id).toArray());
  }

  List<HoldVerdict> read(ResultSet rows) throws SQLException {
    List<HoldVerdict> verdicts = new ArrayList<>();
    while (rows.next()) {
      String refused = rows.getString("refused");
      BigDecimal remaining = rows.getBigDecimal("remaining_usd");
      verdicts.add(
          new HoldVerdict(
              rows.getObject("hold_id", UUID.class),
              refused == null ? null : BudgetScope.parse(refused).orElseThrow(),
              remaining == null
                  ? null
                  : new Headroom(new Money(remaining), new Money(rows.getBigDecimal("cap_usd")))));
    }
    return verdicts;
  }

  /** The rows of one table. */
  private record Part<R extends LedgerRow>(LedgerTable<R> table, List<R> rows) {

    static <R extends LedgerRow> Part<R> of(LedgerTable<R> table, List<LedgerRow> all) {
      return new Part<>(table, table.rowsIn(all));
    }

    boolean is(Class<? extends LedgerRow> kind) {
      return kind.isInstance(rows.getFirst());
    }

    String insert(boolean few, String condition) {
      return few ? table.insertValues(rows.size(), condition) : table.insertArrays(condition);
    }

    int bindValues(PreparedStatement statement, int from) throws SQLException {
      return table.bindValues(statement, from, rows);
    }

    int bindArrays(Connection connection, PreparedStatement statement, int from)
        throws SQLException {
      return table.bindArrays(connection, statement, from, rows);
    }
  }
}
