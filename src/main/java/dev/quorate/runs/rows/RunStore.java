package dev.quorate.runs.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.BackgroundRun;
import dev.quorate.runs.RunEnd;
import dev.quorate.runs.RunEvent;
import dev.quorate.runs.RunRows;
import dev.quorate.runs.StoredResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Background runs and their events. Whatever changes a run locks its response's row first, and goes
 * on only if that says queued or in progress.
 */
@Singleton
public class RunStore implements RunRows {
  private static final String START =
      """
      UPDATE stored_response r SET status = 'in_progress', response = :response
      WHERE r.workspace_id = :workspace AND r.id = :id AND r.status = 'queued'
        AND EXISTS (SELECT FROM background_run b
                    WHERE b.workspace_id = r.workspace_id AND b.request_id = r.id AND b.cancel_requested_at IS NULL)
      """;

  private static final String STARTED =
      """
      UPDATE background_run SET started_at = clock_timestamp()
      WHERE workspace_id = :workspace AND request_id = :id
      """;

  private static final String LOCK_LIVE =
      """
      SELECT id FROM stored_response
      WHERE workspace_id = :workspace AND id = :id AND status IN ('queued', 'in_progress')
      FOR SHARE
      """;

  /** Not a JDBC batch, whose errors would quote the texts. */
  private static final String ADD_EVENTS =
      """
      INSERT INTO background_event (workspace_id, request_id, sequence_number, name, body)
      SELECT ?, ?, e.sequence_number, e.name, e.body
      FROM unnest(?, ?, ?) AS e (sequence_number, name, body)
      ON CONFLICT DO NOTHING
      """;

  private static final String END =
      """
      UPDATE stored_response SET status = :status, response = :response
      WHERE workspace_id = :workspace AND id = :id AND status IN ('queued', 'in_progress')
      """;

  private static final String ENDED =
      """
      UPDATE background_run SET ended_at = clock_timestamp(), error_code = :error
      WHERE workspace_id = :workspace AND request_id = :id
      """;

  private static final String REQUEST_CANCEL =
      """
      UPDATE background_run b SET cancel_requested_at = clock_timestamp()
      FROM stored_response r
      WHERE r.workspace_id = b.workspace_id AND r.id = b.request_id AND r.expires_at > :now
        AND b.workspace_id = :workspace AND b.request_id = :id
        AND b.ended_at IS NULL AND b.cancel_requested_at IS NULL
      """;

  private static final String FIND =
      """
      select run, response.status from BackgroundRunEntity run
      join StoredResponseEntity response
        on response.workspaceId = run.workspaceId and response.id = run.requestId
      where run.workspaceId = :workspace and run.requestId = :id and response.expiresAt > :now\
      """;

  private final UnitOfWork work;

  @Inject
  RunStore(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public void insert(WorkspaceId workspace, StoredResponse queued, UUID node) {
    ResponseStore.insertOnce(() ->
        work.inWorkspace(
            Door.SETTLEMENT,
            workspace,
            session -> {
              session.insert(StoredResponseEntity.of(workspace, queued));
              return session.insert(BackgroundRunEntity.of(workspace, queued.id(), node));
            }));
  }

  @Override
  public boolean start(WorkspaceId workspace, RequestId id, Sensitive<String> response) {
    return work.inWorkspace(
        Door.SETTLEMENT,
        workspace,
        session -> {
          int started =
              session
                  .createNativeMutationQuery(START)
                  .setParameter("response", StorableText.json(response))
                  .setParameter("workspace", workspace.value())
                  .setParameter("id", id.value())
                  .executeUpdate();
          if (started > 0) {
            session
                .createNativeMutationQuery(STARTED)
                .setParameter("workspace", workspace.value())
                .setParameter("id", id.value())
                .executeUpdate();
          }
          return started > 0;
        });
  }

  @Override
  public boolean append(WorkspaceId workspace, RequestId id, List<RunEvent> events) {
    return work.inWorkspace(
        Door.SETTLEMENT,
        workspace,
        session -> {
          boolean live = lockLive(session, workspace, id);
          if (live) {
            session.doWork(connection -> add(connection, workspace, id, events));
          }
          return live;
        });
  }

  /** The status cannot change until this transaction is over. */
  private static boolean lockLive(StatelessSession session, WorkspaceId workspace, RequestId id) {
    return !session
        .createNativeQuery(LOCK_LIVE, UUID.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value())
        .getResultList()
        .isEmpty();
  }

  private static void add(
      Connection connection, WorkspaceId workspace, RequestId id, List<RunEvent> events)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_EVENTS)) {
      insert.setObject(1, workspace.value());
      insert.setObject(2, id.value());
      insert.setArray(3, array(connection, "int4", events, RunEvent::sequenceNumber));
      insert.setArray(4, array(connection, "text", events, RunEvent::name));
      insert.setArray(5, array(connection, "text", events, e -> StorableText.json(e.json())));
      insert.executeUpdate();
    }
  }

  private static Array array(
      Connection connection, String type, List<RunEvent> events, Function<RunEvent, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, events.stream().map(column).toArray());
  }

  @Override
  public boolean end(WorkspaceId workspace, RequestId id, RunEnd end) {
    return work.inWorkspace(
        Door.SETTLEMENT, workspace, session -> end(session, workspace, id, end));
  }

  private static boolean end(
      StatelessSession session, WorkspaceId workspace, RequestId id, RunEnd end) {
    int ended =
        session
            .createNativeMutationQuery(END)
            .setParameter("status", end.status().wire())
            .setParameter("response", StorableText.json(end.response()))
            .setParameter("workspace", workspace.value())
            .setParameter("id", id.value())
            .executeUpdate();
    if (ended == 0) {
      return false;
    }
    session
        .createNativeMutationQuery(ENDED)
        .setParameter("error", end.errorCode(), String.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value())
        .executeUpdate();
    session.doWork(connection -> add(connection, workspace, id, end.lastEvents()));
    return true;
  }

  @Override
  public @Nullable BackgroundRun find(WorkspaceId workspace, RequestId id, Instant now) {
    return work.inWorkspace(Door.ADMISSION, workspace, session -> find(session, workspace, id, now))
        .orElse(null);
  }

  private static Optional<BackgroundRun> find(
      StatelessSession session, WorkspaceId workspace, RequestId id, Instant now) {
    return session
        .createSelectionQuery(FIND, Object[].class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value())
        .setParameter("now", now)
        .stream()
        .map(row -> ((BackgroundRunEntity) row[0]).value((String) row[1]))
        .findFirst();
  }

  @Override
  public @Nullable BackgroundRun requestCancel(WorkspaceId workspace, RequestId id, Instant now) {
    return work.inWorkspace(
            Door.ADMISSION,
            workspace,
            session -> {
              session
                  .createNativeMutationQuery(REQUEST_CANCEL)
                  .setParameter("now", now)
                  .setParameter("workspace", workspace.value())
                  .setParameter("id", id.value())
                  .executeUpdate();
              return find(session, workspace, id, now);
            })
        .orElse(null);
  }

  @Override
  public List<RunEvent> events(WorkspaceId workspace, RequestId id, int after, int limit) {
    return work.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    """
                    from BackgroundEventEntity
                    where workspaceId = :workspace and requestId = :id and sequenceNumber > :after
                    order by sequenceNumber\
                    """,
                    BackgroundEventEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("id", id.value())
                .setParameter("after", after)
                .setMaxResults(limit)
                .stream()
                .map(BackgroundEventEntity::value)
                .toList());
  }
}
