package dev.quorate.runs.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.NodeRows;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Nodes and their runs, across workspaces. */
@Singleton
public class NodeStore implements NodeRows {
  private static final String BEAT =
      """
      INSERT INTO run_node (node_id) VALUES (:node)
      ON CONFLICT (node_id) DO UPDATE SET seen_at = clock_timestamp()
      """;

  private static final String GOING_ON =
      """
      SELECT request_id FROM background_run
      WHERE node_id = :node AND ended_at IS NULL AND cancel_requested_at IS NULL
      """;

  /** Responses first, in the order in which everybody locks. The body stays as it was. */
  private static final String FAIL_LOST =
      """
      WITH lost AS (
        UPDATE stored_response r SET status = 'failed'
        FROM background_run b
        WHERE b.workspace_id = r.workspace_id AND b.request_id = r.id AND b.ended_at IS NULL
          AND r.status IN ('queued', 'in_progress')
          AND NOT EXISTS (
            SELECT FROM run_node n
            WHERE n.node_id = b.node_id
              AND n.seen_at > clock_timestamp() - CAST(:silence AS double precision) * INTERVAL '1 millisecond')
        RETURNING r.workspace_id, r.id)
      UPDATE background_run b SET ended_at = clock_timestamp(), error_code = 'node_lost'
      FROM lost WHERE b.workspace_id = lost.workspace_id AND b.request_id = lost.id
      """;

  /** A request of a lost node will never end: its key becomes free, whatever was sent. */
  private static final String FREE_KEYS =
      """
      DELETE FROM idempotency_key k
      WHERE k.state = 'running'
        AND NOT EXISTS (
          SELECT FROM run_node n
          WHERE n.node_id = k.node_id
            AND n.seen_at > clock_timestamp() - CAST(:silence AS double precision) * INTERVAL '1 millisecond')
      """;

  /** No node comes back under its old name, but a slow one may be only slow. */
  private static final String FORGET =
      "DELETE FROM run_node WHERE seen_at < clock_timestamp() - INTERVAL '1 day'";

  private final UnitOfWork work;

  @Inject
  NodeStore(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public void beat(UUID node) {
    change(BEAT, node);
  }

  @Override
  public void leave(UUID node) {
    change("DELETE FROM run_node WHERE node_id = :node", node);
  }

  private void change(String statement, UUID node) {
    work.onPlatform(
        Door.SETTLEMENT,
        session ->
            session
                .createNativeMutationQuery(statement)
                .setParameter("node", node)
                .executeUpdate());
  }

  @Override
  public Set<RequestId> goingOn(UUID node) {
    return work.onPlatform(
        Door.SETTLEMENT,
        session ->
            session.createNativeQuery(GOING_ON, UUID.class).setParameter("node", node).stream()
                .map(RequestId::new)
                .collect(Collectors.toSet()));
  }

  @Override
  public int failLost(Duration silence) {
    return work.onPlatform(
        Door.SETTLEMENT,
        session -> {
          session.createNativeMutationQuery(FORGET).executeUpdate();
          session
              .createNativeMutationQuery(FREE_KEYS)
              .setParameter("silence", (double) silence.toMillis())
              .executeUpdate();
          return session
              .createNativeMutationQuery(FAIL_LOST)
              .setParameter("silence", (double) silence.toMillis())
              .executeUpdate();
        });
  }
}
