package dev.quorate.runs.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.ChainLink;
import dev.quorate.runs.ResponseRows;
import dev.quorate.runs.StoredResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;

/** Stored responses, with what is done to them whether or not they are of a background run. */
@Singleton
public class ResponseStore implements ResponseRows {
  private static final String LINKS =
      """
      WITH RECURSIVE link AS (
        SELECT r.id, r.previous_id, CAST(octet_length(r.input) AS bigint) + octet_length(r.response) AS bytes, 1 AS place
        FROM stored_response r
        WHERE r.workspace_id = :workspace AND r.id = :id AND r.expires_at > :now
        UNION ALL
        SELECT r.id, r.previous_id, CAST(octet_length(r.input) AS bigint) + octet_length(r.response), link.place + 1
        FROM link JOIN stored_response r ON r.id = link.previous_id
        WHERE r.workspace_id = :workspace AND r.expires_at > :now AND link.place < :limit
      )
      SELECT id, previous_id, bytes FROM link ORDER BY place
      """;

  /** Two nodes that sweep at once take different rows. Runs and events go with their response. */
  private static final String DELETE_EXPIRED =
      """
      DELETE FROM stored_response WHERE (workspace_id, id) IN (
        SELECT workspace_id, id FROM stored_response WHERE expires_at <= :now
        ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private final UnitOfWork work;

  @Inject
  ResponseStore(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public void insert(WorkspaceId workspace, StoredResponse response) {
    insertOnce(() ->
        work.inWorkspace(
            Door.SETTLEMENT,
            workspace,
            session -> session.insert(StoredResponseEntity.of(workspace, response))));
  }

  /** A second insert of the same key is the first one's repetition. */
  static void insertOnce(Runnable insert) {
    try {
      insert.run();
    } catch (ConstraintViolationException e) {
      if (e.getKind() != ConstraintKind.UNIQUE) {
        throw e;
      }
    }
  }

  @Override
  public @Nullable StoredResponse find(WorkspaceId workspace, RequestId id, Instant now) {
    return all(workspace, List.of(id), now).stream().findFirst().orElse(null);
  }

  @Override
  public List<StoredResponse> all(WorkspaceId workspace, List<RequestId> ids, Instant now) {
    List<UUID> values = ids.stream().map(RequestId::value).toList();
    return work.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    """
                    from StoredResponseEntity
                    where workspaceId = :workspace and id in (:ids) and expiresAt > :now\
                    """,
                    StoredResponseEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameterList("ids", values)
                .setParameter("now", now)
                .stream()
                .map(StoredResponseEntity::value)
                .toList());
  }

  @Override
  public List<ChainLink> links(WorkspaceId workspace, RequestId newest, int limit, Instant now) {
    return work.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createNativeQuery(LINKS, Object[].class)
                .setParameter("workspace", workspace.value())
                .setParameter("id", newest.value())
                .setParameter("limit", limit)
                .setParameter("now", now)
                .stream()
                .map(ResponseStore::link)
                .toList());
  }

  private static ChainLink link(Object[] row) {
    RequestId previous = row[1] == null ? null : new RequestId((UUID) row[1]);
    return new ChainLink(new RequestId((UUID) row[0]), previous, ((Number) row[2]).longValue());
  }

  @Override
  public boolean delete(WorkspaceId workspace, RequestId id, Instant now) {
    return work.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                    .createMutationQuery(
                        """
                        delete from StoredResponseEntity
                        where workspaceId = :workspace and id = :id and expiresAt > :now\
                        """)
                    .setParameter("workspace", workspace.value())
                    .setParameter("id", id.value())
                    .setParameter("now", now)
                    .executeUpdate()
                > 0);
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
