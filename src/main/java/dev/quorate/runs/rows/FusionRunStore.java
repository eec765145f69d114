package dev.quorate.runs.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.runs.finished.FusionFilter;
import dev.quorate.runs.finished.FusionRows;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Finished runs with a panel. */
@Singleton
public class FusionRunStore implements FusionRows {
  private static final String INSERT =
      """
      INSERT INTO fusion_run (workspace_id, request_id, api_key_id, project_id, endpoint, model, mode, status, cost,
                              created_at, ended_at, expires_at, rejudge_of, request, run)
      VALUES (:workspace, :id, :key, :project, :endpoint, :model, :mode, :status, :cost, :created, :ended, :expires, :rejudge, :request, :run)
      ON CONFLICT DO NOTHING
      """;

  private static final String COLUMNS =
      "request_id, api_key_id, project_id, endpoint, model, mode, status, cost, created_at,"
          + " ended_at, expires_at, rejudge_of";

  private static final String FIND =
      "SELECT "
          + COLUMNS
          + """
          , request, run FROM fusion_run
          WHERE workspace_id = :workspace AND request_id = :id AND expires_at > :now\
          """;

  private static final String LIST =
      "SELECT "
          + COLUMNS
          + """
          , '{}', '{}' FROM fusion_run
          WHERE workspace_id = :workspace AND expires_at > :now
            AND (CAST(:project AS uuid) IS NULL OR project_id = :project)
            AND (CAST(:status AS text) IS NULL OR status = :status)
            AND (CAST(:model AS text) IS NULL OR model = :model)
            AND (CAST(:before AS uuid) IS NULL OR request_id < :before)
          ORDER BY request_id DESC LIMIT :limit\
          """;

  /**
   * Rows are not locked first: that needs the right to change them, which the application has not.
   * Of two nodes that sweep at once one finds them gone.
   */
  private static final String DELETE_EXPIRED =
      """
      DELETE FROM fusion_run WHERE (workspace_id, request_id) IN (
        SELECT workspace_id, request_id FROM fusion_run WHERE expires_at <= :now
        ORDER BY expires_at LIMIT :limit)
      """;

  private final UnitOfWork work;

  @Inject
  FusionRunStore(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public void insert(WorkspaceId workspace, FinishedFusion run) {
    int ignored =
        work.inWorkspace(Door.SETTLEMENT, workspace, session -> insert(session, workspace, run));
  }

  private static int insert(StatelessSession session, WorkspaceId workspace, FinishedFusion run) {
    ProjectId project = run.project();
    RequestId rejudged = run.rejudgeOf();
    return session
        .createNativeMutationQuery(INSERT)
        .setParameter("workspace", workspace.value())
        .setParameter("id", run.id().value())
        .setParameter("key", run.apiKey().value())
        .setParameter("project", project == null ? null : project.value(), UUID.class)
        .setParameter("endpoint", run.endpoint())
        .setParameter("model", StorableText.name(run.model()))
        .setParameter("mode", run.mode())
        .setParameter("status", run.status())
        .setParameter("cost", run.cost().wire())
        .setParameter("created", run.createdAt())
        .setParameter("ended", run.endedAt())
        .setParameter("expires", run.expiresAt())
        .setParameter("rejudge", rejudged == null ? null : rejudged.value(), UUID.class)
        .setParameter("request", StorableText.json(run.request()))
        .setParameter("run", StorableText.json(run.run()))
        .executeUpdate();
  }

  @Override
  public @Nullable FinishedFusion find(WorkspaceId workspace, RequestId id, Instant now) {
    return work
        .inWorkspace(
            Door.ADMISSION,
            workspace,
            session ->
                session
                    .createNativeQuery(FIND, Object[].class)
                    .setParameter("workspace", workspace.value())
                    .setParameter("id", id.value())
                    .setParameter("now", now)
                    .stream()
                    .map(FusionRunStore::value)
                    .toList())
        .stream()
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<FinishedFusion> list(WorkspaceId workspace, FusionFilter filter, Instant now) {
    UUID project = filter.project() == null ? null : filter.project().value();
    UUID before = filter.before() == null ? null : filter.before().value();
    return work.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createNativeQuery(LIST, Object[].class)
                .setParameter("workspace", workspace.value())
                .setParameter("now", now)
                .setParameter("project", project, UUID.class)
                .setParameter("status", filter.status(), String.class)
                .setParameter("model", filter.model(), String.class)
                .setParameter("before", before, UUID.class)
                .setParameter("limit", filter.limit())
                .stream()
                .map(FusionRunStore::value)
                .toList());
  }

  private static FinishedFusion value(Object[] row) {
    return new FinishedFusion(
        new RequestId((UUID) row[0]),
        new ApiKeyId((UUID) row[1]),
        row[2] == null ? null : new ProjectId((UUID) row[2]),
        (String) row[3],
        (String) row[4],
        (String) row[5],
        (String) row[6],
        new Money((BigDecimal) row[7]),
        (Instant) row[8],
        (Instant) row[9],
        (Instant) row[10],
        row[11] == null ? null : new RequestId((UUID) row[11]),
        Sensitive.of((String) row[12]),
        Sensitive.of((String) row[13]));
  }

  @Override
  public int deleteExpired(Instant now, int limit) {
    return work.onPlatform(
        Door.SETTLEMENT,
        session ->
            session
                .createNativeMutationQuery(DELETE_EXPIRED)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .executeUpdate());
  }
}
