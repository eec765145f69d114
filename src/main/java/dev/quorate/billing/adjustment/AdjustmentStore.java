package dev.quorate.billing.adjustment;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ErrorCode;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Corrections by workspace. Whoever corrects a call holds its lock. */
@Singleton
class AdjustmentStore {
  private static final String LOCK =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(CAST(:call AS text), 7478))";

  /** What a call came to, corrections included; null while it is open. */
  private static final String NET =
      """
      SELECT s.amount_usd + (SELECT coalesce(sum(a.delta_usd), 0) FROM call_adjustment a
                              WHERE a.workspace_id = i.workspace_id AND a.call_id = i.call_id)
        FROM call_intent i
        LEFT JOIN call_settlement s USING (workspace_id, call_id, day)
       WHERE i.workspace_id = :workspace AND i.call_id = :call AND i.day = quorate_day_of(:call)\
      """;

  private static final String INSERT =
      """
      INSERT INTO call_adjustment (workspace_id, adjustment_id, day, call_id, delta_usd, reason, actor)
      VALUES (:workspace, :id, quorate_day_of(:id), :call, :delta, :reason, :actor)\
      """;
  private static final String READ =
      """
      SELECT adjustment_id, workspace_id, call_id, delta_usd, reason, actor, adjusted_at
        FROM call_adjustment WHERE workspace_id = :workspace\
      """;

  private final UnitOfWork units;
  private final AuditStore audit;
  private final Clock clock;

  @Inject
  AdjustmentStore(UnitOfWork units, AuditStore audit, Clock clock) {
    this.units = units;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Appends a correction.
   *
   * @throws dev.quorate.kernel.GatewayException NOT_FOUND, CONFLICT while the call is open,
   *     INVALID_VALUE when it would come to less than nothing
   */
  Adjustment add(WorkspaceId workspace, UUID call, BigDecimal delta, String reason, Actor actor) {
    UUID id = UuidV7.create(clock);
    return units.inWorkspace(
        Door.SETTLEMENT,
        workspace,
        session -> {
          lock(session, call);
          requireRoom(session, workspace, call, delta);
          session
              .createNativeMutationQuery(INSERT)
              .setParameter("workspace", workspace.value())
              .setParameter("id", id)
              .setParameter("call", call)
              .setParameter("delta", delta)
              .setParameter("reason", reason)
              .setParameter("actor", actor.id())
              .executeUpdate();
          Map<String, Object> told =
              Map.of("call_id", call.toString(), "delta_usd", delta, "reason", reason);
          var _ =
              audit.record(
                  session,
                  actor,
                  workspace,
                  Change.created("adjustment.create", "adjustment", id.toString(), told));
          return read(session, workspace, " AND adjustment_id = :id", id).getFirst();
        });
  }

  private static void lock(StatelessSession session, UUID call) {
    var _ =
        session
            .createNativeQuery(LOCK, Integer.class)
            .setParameter("call", call.toString())
            .getSingleResult();
  }

  private static void requireRoom(
      StatelessSession session, WorkspaceId workspace, UUID call, BigDecimal delta) {
    List<BigDecimal> found =
        session
            .createNativeQuery(NET, BigDecimal.class)
            .setParameter("workspace", workspace.value())
            .setParameter("call", call)
            .getResultList();
    if (found.isEmpty()) {
      throw ErrorCode.NOT_FOUND.because("call_id", "No such call in this workspace.");
    }
    BigDecimal net = found.getFirst();
    if (net == null) {
      throw ErrorCode.CONFLICT.because("call_id", "The call is still open.");
    }
    if (net.add(delta).signum() < 0) {
      throw ErrorCode.INVALID_VALUE.because(
          "delta_usd",
          "The call came to "
              + new Money(net).wire().toPlainString()
              + " USD, and cannot be less than 0.");
    }
  }

  /**
   * Corrections, newest first: one more than the limit, if there is one.
   *
   * @param call null for all calls
   * @param before the last id of the page before; null from the newest
   */
  List<Adjustment> list(
      WorkspaceId workspace, @Nullable UUID call, @Nullable UUID before, int limit) {
    return units.inWorkspace(
        Door.REPORTS,
        workspace,
        session -> {
          var query =
              session
                  .createNativeQuery(
                      READ
                          + (call == null ? "" : " AND call_id = :call")
                          + (before == null ? "" : " AND adjustment_id < :before")
                          + " ORDER BY adjustment_id DESC",
                      Object[].class)
                  .setParameter("workspace", workspace.value())
                  .setMaxResults(limit + 1);
          if (call != null) {
            query.setParameter("call", call);
          }
          if (before != null) {
            query.setParameter("before", before);
          }
          return query.getResultList().stream().map(AdjustmentStore::adjustment).toList();
        });
  }

  private static List<Adjustment> read(
      StatelessSession session, WorkspaceId workspace, String condition, UUID id) {
    return session
        .createNativeQuery(READ + condition, Object[].class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(AdjustmentStore::adjustment)
        .toList();
  }

  private static Adjustment adjustment(Object[] row) {
    return new Adjustment(
        "adjustment",
        (UUID) row[0],
        (UUID) row[1],
        (UUID) row[2],
        new Money((BigDecimal) row[3]).wire(),
        (String) row[4],
        (String) row[5],
        (Instant) row[6]);
  }
}
