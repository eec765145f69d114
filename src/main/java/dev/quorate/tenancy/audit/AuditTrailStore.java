package dev.quorate.tenancy.audit;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads audit entries, the newest first. */
@Singleton
public class AuditTrailStore {
  private static final String COLUMNS =
      "id, actor_type, actor_id, action, target_type, target_id, changes, changed_at";
  private static final String FILTERS =
      """
       WHERE (CAST(:actor AS text) IS NULL OR actor_id = :actor)
        AND (CAST(:action AS text) IS NULL OR action = :action
          OR (right(:action, 2) = '.*' AND starts_with(action, left(:action, -1))))
        AND (CAST(:since AS timestamptz) IS NULL OR changed_at >= :since)
        AND (CAST(:before AS uuid) IS NULL OR id < :before)\
      """;
  private static final String NEWEST_FIRST = " ORDER BY id DESC LIMIT :limit";
  private static final String OF_WORKSPACE =
      "SELECT workspace_id, "
          + COLUMNS
          + " FROM audit_entry"
          + FILTERS
          + " AND workspace_id = :workspace"
          + NEWEST_FIRST;
  private static final String OF_ALL =
      "SELECT * FROM (SELECT workspace_id, "
          + COLUMNS
          + " FROM audit_entry UNION ALL SELECT NULL::uuid, "
          + COLUMNS
          + " FROM platform_audit_entry) AS entry"
          + FILTERS
          + " AND (CAST(:workspace AS uuid) IS NULL OR workspace_id = :workspace)"
          + NEWEST_FIRST;

  private final UnitOfWork unitOfWork;

  @Inject
  AuditTrailStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** Changes in one workspace, one more than asked for, if there are. */
  List<AuditEntry> of(WorkspaceId workspace, AuditQuery query) {
    return unitOfWork.inWorkspace(
        Door.REPORTS, workspace, session -> run(session, OF_WORKSPACE, workspace, query));
  }

  /**
   * Changes everywhere, the platform's own among them.
   *
   * @param workspace only in this one, or null
   */
  List<AuditEntry> ofAll(@Nullable WorkspaceId workspace, AuditQuery query) {
    return unitOfWork.onPlatform(Door.REPORTS, session -> run(session, OF_ALL, workspace, query));
  }

  private static List<AuditEntry> run(
      StatelessSession session, String sql, @Nullable WorkspaceId workspace, AuditQuery query) {
    return session
        .createNativeQuery(sql, Object[].class)
        .addScalar("workspace_id", UUID.class)
        .addScalar("id", UUID.class)
        .addScalar("actor_type", String.class)
        .addScalar("actor_id", String.class)
        .addScalar("action", String.class)
        .addScalar("target_type", String.class)
        .addScalar("target_id", String.class)
        .addScalar("changes", String.class)
        .addScalar("changed_at", Instant.class)
        .setParameter("workspace", workspace == null ? null : workspace.value(), UUID.class)
        .setParameter("actor", query.actor(), String.class)
        .setParameter("action", query.action(), String.class)
        .setParameter("since", query.since(), Instant.class)
        .setParameter("before", query.before(), UUID.class)
        .setParameter("limit", query.limit() + 1)
        .stream()
        .map(AuditTrailStore::entry)
        .toList();
  }

  private static AuditEntry entry(Object[] row) {
    return new AuditEntry(
        (UUID) row[1],
        (UUID) row[0],
        new AuditEntry.Actor((String) row[2], (String) row[3]),
        (String) row[4],
        new AuditEntry.Target((String) row[5], (String) row[6]),
        (String) row[7],
        (Instant) row[8]);
  }
}
