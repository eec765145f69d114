package dev.quorate.billing.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger remembers of a request of which nothing else is left. */
@Singleton
public class RequestTraceStore {
  private static final String FIND =
      """
      SELECT request.project_id, ended.request_id IS NULL,
             EXISTS (SELECT 1 FROM call_intent intent
                     WHERE intent.workspace_id = request.workspace_id
                       AND intent.request_id = request.request_id
                       AND intent.role IN ('panel', 'rejudge'))
      FROM inference_request request
      LEFT JOIN request_end ended
        ON ended.workspace_id = request.workspace_id AND ended.request_id = request.request_id
       AND ended.day = request.day
      WHERE request.workspace_id = :workspace AND request.request_id = :id AND request.day = :day
      """;

  private final UnitOfWork work;

  @Inject
  RequestTraceStore(UnitOfWork work) {
    this.work = work;
  }

  /**
   * A request that was let in or refused.
   *
   * @param running it has not ended
   * @param panel a panel was asked, or judged again
   */
  public record Trace(@Nullable ProjectId project, boolean running, boolean panel) {}

  /** Null for a request the workspace never made. */
  public @Nullable Trace find(WorkspaceId workspace, RequestId id) {
    return work
        .inWorkspace(
            Door.ADMISSION,
            workspace,
            session ->
                session
                    .createNativeQuery(FIND, Object[].class)
                    .setParameter("workspace", workspace.value())
                    .setParameter("id", id.value())
                    .setParameter("day", id.day())
                    .stream()
                    .map(RequestTraceStore::trace)
                    .toList())
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static Trace trace(Object[] row) {
    return new Trace(
        row[0] == null ? null : new ProjectId((UUID) row[0]), (Boolean) row[1], (Boolean) row[2]);
  }
}
