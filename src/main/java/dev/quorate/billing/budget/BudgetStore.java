package dev.quorate.billing.budget;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.audit.AuditStore;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Budgets by workspace. Whoever changes the set holds its lock, which every reservation shares. */
@Singleton
public class BudgetStore {
  private static final String READ =
      """
      SELECT b.budget_id, b.scope, b.scope_id, b.period, b.cap_usd, b.mode = 'hard', b.alert_thresholds,
             coalesce(p.spent_usd, 0), coalesce(p.reserved_usd, 0),
             quorate_period_start(b.period, clock_timestamp()), b.created_at, b.updated_at
        FROM budget b
        LEFT JOIN budget_period p
          ON (p.workspace_id, p.budget_id, p.starts_at)
           = (b.workspace_id, b.budget_id, quorate_period_start(b.period, clock_timestamp()))
       WHERE b.workspace_id = :workspace\
      """;
  private static final String UPSERT =
      """
      INSERT INTO budget (workspace_id, budget_id, scope, scope_id, period, cap_usd, mode, alert_thresholds)
      VALUES (:workspace, :id, :scope, :scopeId, :period, :cap, :mode, :thresholds)
      ON CONFLICT (workspace_id, scope_id, period) DO UPDATE
        SET cap_usd = excluded.cap_usd, mode = excluded.mode, alert_thresholds = excluded.alert_thresholds,
            updated_at = clock_timestamp()
      RETURNING budget_id\
      """;

  /** Requests that run draw on the new budget at once; what has ended is counted afterwards. */
  private static final String DRAW_OPEN_HOLDS =
      """
      INSERT INTO budget_draw (workspace_id, hold_id, budget_id, starts_at, amount_usd)
      SELECT h.workspace_id, h.hold_id, b.budget_id, quorate_period_start(b.period, clock_timestamp()), h.amount_usd
        FROM budget b
        JOIN hold h ON h.workspace_id = b.workspace_id
        JOIN inference_request r ON (r.workspace_id, r.request_id) = (h.workspace_id, h.request_id)
       WHERE b.workspace_id = :workspace AND b.budget_id = :id AND h.amount_usd > 0
         AND b.scope_id IN (r.workspace_id, r.project_id, r.api_key_id)
         AND h.day >= CURRENT_DATE - 2 AND h.placed_at >= quorate_period_start(b.period, clock_timestamp())
         AND NOT EXISTS (SELECT FROM hold_end e
                          WHERE (e.workspace_id, e.hold_id, e.day) = (h.workspace_id, h.hold_id, h.day))\
      """;

  private static final String FIRST_PERIOD =
      """
      INSERT INTO budget_period (workspace_id, budget_id, starts_at, reserved_usd, bound_usd, count_below)
      SELECT b.workspace_id, b.budget_id, quorate_period_start(b.period, clock_timestamp()), d.reserved_usd,
             greatest(b.cap_usd, d.reserved_usd), pg_current_snapshot()
        FROM budget b
       CROSS JOIN LATERAL (SELECT coalesce(sum(amount_usd), 0) AS reserved_usd FROM budget_draw d
                            WHERE (d.workspace_id, d.budget_id) = (b.workspace_id, b.budget_id)) d
       WHERE b.workspace_id = :workspace AND b.budget_id = :id\
      """;
  private static final String COUNT =
      """
      UPDATE budget_period p
         SET spent_usd = p.spent_usd + s.spent_usd, count_below = NULL,
             bound_usd = greatest(p.bound_usd, p.spent_usd + s.spent_usd + p.reserved_usd)
        FROM (SELECT q.budget_id, q.starts_at, coalesce(sum(e.spent_usd), 0) AS spent_usd
                FROM budget_period q
                JOIN budget b USING (workspace_id, budget_id)
                LEFT JOIN (hold h JOIN hold_end e USING (workspace_id, hold_id, day)
                                  JOIN inference_request r ON (r.workspace_id, r.request_id) = (h.workspace_id, h.request_id))
                  ON h.workspace_id = q.workspace_id AND h.day >= CAST(q.starts_at AT TIME ZONE 'UTC' AS date)
                 AND h.placed_at >= q.starts_at AND b.scope_id IN (r.workspace_id, r.project_id, r.api_key_id)
                 AND pg_visible_in_snapshot(e.xid, q.count_below)
               WHERE q.workspace_id = :workspace AND q.count_below IS NOT NULL
               GROUP BY q.budget_id, q.starts_at) s
       WHERE p.workspace_id = :workspace AND p.count_below IS NOT NULL
         AND (p.budget_id, p.starts_at) = (s.budget_id, s.starts_at)\
      """;

  private final UnitOfWork units;
  private final AuditStore audit;
  private final Clock clock;

  @Inject
  BudgetStore(UnitOfWork units, AuditStore audit, Clock clock) {
    this.units = units;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes or changes the budget of a scope and period; a new one counts what is spent already. */
  Budget put(WorkspaceId workspace, Budget.Terms terms, Actor actor) {
    UUID id =
        units.inWorkspace(
            Door.SETTLEMENT, workspace, session -> put(session, workspace, terms, actor));
    units.inWorkspace(
        Door.SETTLEMENT, workspace, session -> update(session, COUNT, workspace, null));
    return find(workspace, id).orElseThrow();
  }

  /**
   * Makes these the only terms of their scope. Whoever asks writes the audit entry.
   *
   * @param only null: the scope has no budget any more
   */
  void replace(WorkspaceId workspace, UUID scope, Budget.@Nullable Terms only) {
    boolean made =
        units.inWorkspace(
            Door.SETTLEMENT,
            workspace,
            session -> {
              lock(session, workspace);
              for (Budget budget : read(session, workspace, " AND b.scope_id = :id", scope)) {
                if (only == null || budget.terms().period() != only.period()) {
                  delete(session, workspace, budget.id());
                }
              }
              return only != null && put(session, workspace, only, null) != null;
            });
    if (made) {
      units.inWorkspace(
          Door.SETTLEMENT, workspace, session -> update(session, COUNT, workspace, null));
    }
  }

  /**
   * @param actor null: whoever asks writes the audit entry
   */
  private UUID put(
      StatelessSession session, WorkspaceId workspace, Budget.Terms terms, @Nullable Actor actor) {
    lock(session, workspace);
    Budget before = at(session, workspace, terms.scopeId(), terms.period());
    UUID id =
        session
            .createNativeQuery(UPSERT, UUID.class)
            .setParameter("workspace", workspace.value())
            .setParameter("id", UuidV7.create(clock))
            .setParameter("scope", terms.scope().wire())
            .setParameter("scopeId", terms.scopeId())
            .setParameter("period", terms.period().wire())
            .setParameter("cap", terms.cap().wire())
            .setParameter("mode", terms.mode())
            .setParameter("thresholds", terms.thresholds().toArray(Integer[]::new))
            .getSingleResult();
    if (before == null) {
      update(session, DRAW_OPEN_HOLDS, workspace, id);
      update(session, FIRST_PERIOD, workspace, id);
    }
    if (actor == null) {
      return id;
    }
    Map<String, Object> told = before == null ? Map.of() : before.terms().told();
    audit.record(
        session,
        actor,
        workspace,
        Change.between("budget.set", "budget", id.toString(), told, terms.told()));
    return id;
  }

  /** Whether there was such a budget. */
  boolean delete(WorkspaceId workspace, UUID id, Actor actor) {
    return units.inWorkspace(
        Door.SETTLEMENT,
        workspace,
        session -> {
          lock(session, workspace);
          Budget before = first(read(session, workspace, " AND b.budget_id = :id", id));
          if (before == null) {
            return false;
          }
          delete(session, workspace, id);
          return audit.record(
              session,
              actor,
              workspace,
              Change.deleted("budget.delete", "budget", id.toString(), before.terms().told()));
        });
  }

  private static void delete(StatelessSession session, WorkspaceId workspace, UUID id) {
    String ofBudget = " WHERE workspace_id = :workspace AND budget_id = :id";
    // Periods before draws: the order in which holds are posted.
    update(session, "DELETE FROM budget" + ofBudget, workspace, id);
    update(session, "DELETE FROM budget_draw" + ofBudget, workspace, id);
  }

  Optional<Budget> find(WorkspaceId workspace, UUID id) {
    return units.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            Optional.ofNullable(first(read(session, workspace, " AND b.budget_id = :id", id))));
  }

  /**
   * The budgets of a workspace, oldest first.
   *
   * @param scopes only those of these workspaces, projects and keys; null: all
   */
  List<Budget> list(WorkspaceId workspace, @Nullable Collection<UUID> scopes) {
    return units.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            scopes == null
                ? read(session, workspace, "", null)
                : read(session, workspace, " AND b.scope_id IN (:id)", scopes));
  }

  private static @Nullable Budget at(
      StatelessSession session, WorkspaceId workspace, UUID scope, BudgetPeriod period) {
    return read(session, workspace, " AND b.scope_id = :id", scope).stream()
        .filter(budget -> budget.terms().period() == period)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Budget first(List<Budget> budgets) {
    return budgets.isEmpty() ? null : budgets.getFirst();
  }

  private static List<Budget> read(
      StatelessSession session, WorkspaceId workspace, String condition, @Nullable Object id) {
    var query =
        session
            .createNativeQuery(READ + condition + " ORDER BY b.budget_id", Object[].class)
            .setParameter("workspace", workspace.value());
    if (id instanceof Collection<?> several) {
      query.setParameterList("id", several);
    } else if (id != null) {
      query.setParameter("id", id);
    }
    return query.getResultList().stream().map(BudgetStore::budget).toList();
  }

  private static Budget budget(Object[] row) {
    Budget.Terms terms =
        new Budget.Terms(
            BudgetScope.parse((String) row[1]).orElseThrow(),
            (UUID) row[2],
            BudgetPeriod.parse((String) row[3]).orElseThrow(),
            new Money((BigDecimal) row[4]),
            (Boolean) row[5],
            Arrays.asList((Integer[]) row[6]));
    return new Budget(
        (UUID) row[0],
        terms,
        new Money((BigDecimal) row[7]),
        new Money((BigDecimal) row[8]),
        (Instant) row[9],
        (Instant) row[10],
        (Instant) row[11]);
  }

  private static void lock(StatelessSession session, WorkspaceId workspace) {
    var _ =
        session
            .createNativeQuery(
                "SELECT 1 FROM pg_advisory_xact_lock(quorate_budget_lock(:workspace))",
                Integer.class)
            .setParameter("workspace", workspace.value())
            .getSingleResult();
  }

  private static int update(
      StatelessSession session, String statement, WorkspaceId workspace, @Nullable UUID id) {
    var update =
        session.createNativeMutationQuery(statement).setParameter("workspace", workspace.value());
    if (id != null) {
      update.setParameter("id", id);
    }
    return update.executeUpdate();
  }
}
