package dev.quorate.runs.rows;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.BackgroundRun;
import dev.quorate.runs.ResponseStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code background_run}; its status is in the row of its response. */
@Entity
@Table(name = "background_run")
@IdClass(BackgroundRunEntity.Key.class)
@NullUnmarked
class BackgroundRunEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id
  @Column(name = "request_id")
  private UUID requestId;

  @Column(name = "node_id")
  private UUID nodeId;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Column(name = "cancel_requested_at")
  private Instant cancelRequestedAt;

  @Column(name = "error_code", columnDefinition = "text")
  private String errorCode;

  protected BackgroundRunEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID requestId) implements Serializable {}

  static BackgroundRunEntity of(WorkspaceId workspace, RequestId id, UUID node) {
    BackgroundRunEntity row = new BackgroundRunEntity();
    row.workspaceId = workspace.value();
    row.requestId = id.value();
    row.nodeId = node;
    return row;
  }

  BackgroundRun value(String status) {
    return new BackgroundRun(
        new RequestId(requestId),
        ResponseStatus.parse(status).orElseThrow(),
        nodeId,
        startedAt,
        endedAt,
        cancelRequestedAt != null,
        errorCode);
  }
}
