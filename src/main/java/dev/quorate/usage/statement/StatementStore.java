package dev.quorate.usage.statement;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.audit.AuditStore;
import dev.quorate.tenancy.audit.Change;
import dev.quorate.usage.reading.TokenCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Closed months by workspace; each is written in one statement and never again. */
@Singleton
class StatementStore {
  /** A minute later, so that what began in the month is committed. */
  private static final String IS_OVER =
      """
      SELECT clock_timestamp() >= (CAST(:month AS date) + interval '1 month') AT TIME ZONE 'UTC'
                                  + interval '1 minute'\
      """;

  private static final String OF_MONTH =
      """
      ci.workspace_id = :workspace AND NOT ci.test
      AND ci.day BETWEEN CAST(:month AS date) - 1 AND CAST(CAST(:month AS date) + interval '1 month' AS date)
      AND ci.intended_at >= CAST(:month AS date) AT TIME ZONE 'UTC'
      AND ci.intended_at < (CAST(:month AS date) + interval '1 month') AT TIME ZONE 'UTC'\
      """;
  private static final String COUNT_OPEN =
      """
      SELECT count(*) FROM call_intent ci
       WHERE NOT EXISTS (SELECT FROM call_settlement cs
                          WHERE cs.workspace_id = ci.workspace_id AND cs.call_id = ci.call_id
                            AND cs.day = ci.day) AND\
      """
          + " "
          + OF_MONTH;
  private static final String CLOSE =
      """
      WITH part AS (
        SELECT ci.project_id, ci.api_key_id, ci.model, ci.credential = 'platform' AS billed, 1 AS calls,
               cs.input_tokens, cs.cache_read_tokens, cs.cache_write_tokens, cs.output_tokens,
               cs.reasoning_tokens, cs.amount_usd AS cost_usd, 0 AS delta_usd
          FROM call_intent ci JOIN call_settlement cs USING (workspace_id, call_id, day)
         WHERE\
      """
          + " "
          + OF_MONTH
          + """

            UNION ALL
            SELECT ci.project_id, ci.api_key_id, ci.model, ci.credential = 'platform', 0, 0, 0, 0, 0, 0, 0,
                   a.delta_usd
              FROM call_adjustment a
              JOIN call_intent ci
                ON ci.workspace_id = a.workspace_id AND ci.call_id = a.call_id
               AND ci.day = quorate_day_of(a.call_id)
             WHERE a.workspace_id = :workspace AND NOT ci.test
               AND a.adjusted_at >= CAST(:month AS date) AT TIME ZONE 'UTC'
               AND a.adjusted_at < (CAST(:month AS date) + interval '1 month') AT TIME ZONE 'UTC'),
          grouped AS (
            SELECT row_number() OVER (ORDER BY project_id NULLS LAST, api_key_id, model, billed DESC) AS line_no,
                   project_id, api_key_id, model, billed, sum(calls) AS calls,
                   sum(input_tokens) AS input_tokens, sum(cache_read_tokens) AS cache_read_tokens,
                   sum(cache_write_tokens) AS cache_write_tokens, sum(output_tokens) AS output_tokens,
                   sum(reasoning_tokens) AS reasoning_tokens, sum(cost_usd) AS cost_usd,
                   sum(delta_usd) AS adjustments_usd
              FROM part GROUP BY project_id, api_key_id, model, billed),
          lines AS (
            INSERT INTO statement_line
            SELECT CAST(:workspace AS uuid), CAST(:month AS date), g.* FROM grouped g)
          INSERT INTO statement (workspace_id, month, calls, cost_usd, billed_cost_usd, adjustments_usd,
                                 amount_due_usd, closed_by)
          SELECT CAST(:workspace AS uuid), CAST(:month AS date), coalesce(sum(calls), 0),
                 coalesce(sum(cost_usd), 0), coalesce(sum(cost_usd) FILTER (WHERE billed), 0),
                 coalesce(sum(adjustments_usd), 0),
                 coalesce(sum(cost_usd + adjustments_usd) FILTER (WHERE billed), 0), :actor
            FROM grouped\
          """;
  private static final String READ =
      """
      SELECT workspace_id, month, calls, cost_usd, billed_cost_usd, adjustments_usd, amount_due_usd, closed_at
        FROM statement WHERE workspace_id = :workspace\
      """;
  private static final String READ_LINES =
      """
      SELECT project_id, api_key_id, model, billed, calls, input_tokens, cache_read_tokens,
             cache_write_tokens, output_tokens, reasoning_tokens, cost_usd, adjustments_usd
        FROM statement_line WHERE workspace_id = :workspace AND month = :month ORDER BY line_no\
      """;

  private final UnitOfWork units;
  private final AuditStore audit;

  @Inject
  StatementStore(UnitOfWork units, AuditStore audit) {
    this.units = units;
    this.audit = audit;
  }

  /**
   * Closes a month.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE while it is not over; CONFLICT when
   *     it is closed already, or calls of it are open
   */
  StatementView close(WorkspaceId workspace, YearMonth month, Actor actor) {
    return units.inWorkspace(
        Door.SETTLEMENT,
        workspace,
        session -> {
          var _ =
              session
                  .createNativeMutationQuery("SET LOCAL statement_timeout = '5min'")
                  .executeUpdate();
          lock(session, workspace);
          requireClosable(session, workspace, month);
          session
              .createNativeMutationQuery(CLOSE)
              .setParameter("workspace", workspace.value())
              .setParameter("month", month.atDay(1))
              .setParameter("actor", actor.id())
              .executeUpdate();
          StatementView closed = find(session, workspace, month).orElseThrow();
          var _ = audit.record(session, actor, workspace, told(closed));
          return closed;
        });
  }

  private static Change told(StatementView closed) {
    return Change.created(
        "statement.close",
        "statement",
        closed.month(),
        Map.of("calls", closed.calls(), "cost", closed.cost(), "amount_due", closed.amountDue()));
  }

  private static void lock(StatelessSession session, WorkspaceId workspace) {
    var _ =
        session
            .createNativeQuery(
                "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:workspace, 7479))",
                Integer.class)
            .setParameter("workspace", workspace.value().toString())
            .getSingleResult();
  }

  private static void requireClosable(
      StatelessSession session, WorkspaceId workspace, YearMonth month) {
    boolean over =
        session
            .createNativeQuery(IS_OVER, Boolean.class)
            .setParameter("month", month.atDay(1))
            .getSingleResult();
    if (!over) {
      throw ErrorCode.INVALID_VALUE.because("month", "The month is not over.");
    }
    if (!read(session, workspace, month, null, 1).isEmpty()) {
      throw ErrorCode.CONFLICT.because("month", "The month is closed already.");
    }
    long open =
        session
            .createNativeQuery(COUNT_OPEN, Long.class)
            .setParameter("workspace", workspace.value())
            .setParameter("month", month.atDay(1))
            .getSingleResult();
    if (open > 0) {
      throw ErrorCode.CONFLICT.because("month", open + " calls of the month are still open.");
    }
  }

  /** A closed month with its lines. */
  Optional<StatementView> find(WorkspaceId workspace, YearMonth month) {
    return units.inWorkspace(Door.REPORTS, workspace, session -> find(session, workspace, month));
  }

  /**
   * Closed months, newest first: one more than the limit, if there is one.
   *
   * @param before the last month of the page before; null from the newest
   */
  List<StatementView> list(WorkspaceId workspace, @Nullable YearMonth before, int limit) {
    return units.inWorkspace(
        Door.REPORTS, workspace, session -> read(session, workspace, null, before, limit + 1));
  }

  private static Optional<StatementView> find(
      StatelessSession session, WorkspaceId workspace, YearMonth month) {
    return read(session, workspace, month, null, 1).stream()
        .findFirst()
        .map(view -> view.with(lines(session, workspace, month)));
  }

  private static List<StatementView> read(
      StatelessSession session,
      WorkspaceId workspace,
      @Nullable YearMonth month,
      @Nullable YearMonth before,
      int limit) {
    var query =
        session
            .createNativeQuery(
                READ
                    + (month == null ? "" : " AND month = :month")
                    + (before == null ? "" : " AND month < :before")
                    + " ORDER BY month DESC",
                Object[].class)
            .setParameter("workspace", workspace.value())
            .setMaxResults(limit);
    if (month != null) {
      query.setParameter("month", month.atDay(1));
    }
    if (before != null) {
      query.setParameter("before", before.atDay(1));
    }
    return query.getResultList().stream().map(StatementStore::statement).toList();
  }

  private static List<StatementLine> lines(
      StatelessSession session, WorkspaceId workspace, YearMonth month) {
    return session
        .createNativeQuery(READ_LINES, Object[].class)
        .setParameter("workspace", workspace.value())
        .setParameter("month", month.atDay(1))
        .getResultList()
        .stream()
        .map(StatementStore::line)
        .toList();
  }

  static StatementView statement(Object[] row) {
    LocalDate first =
        row[1] instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) row[1];
    return new StatementView(
        "statement",
        (UUID) row[0],
        YearMonth.from(first).toString(),
        (Long) row[2],
        usd(row[3]),
        usd(row[4]),
        usd(row[5]),
        usd(row[6]),
        (Instant) row[7],
        null);
  }

  private static StatementLine line(Object[] row) {
    TokenUsage tokens =
        new TokenUsage((Long) row[5], (Long) row[6], (Long) row[7], (Long) row[8], (Long) row[9]);
    return new StatementLine(
        (UUID) row[0],
        (UUID) row[1],
        (String) row[2],
        (Boolean) row[3],
        (Long) row[4],
        TokenCounts.of(tokens),
        usd(row[10]),
        usd(row[11]));
  }

  private static BigDecimal usd(Object amount) {
    return new Money((BigDecimal) amount).wire();
  }
}
