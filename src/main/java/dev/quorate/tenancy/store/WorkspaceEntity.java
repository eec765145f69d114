package dev.quorate.tenancy.store;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code workspace}. */
@Entity
@Table(name = "workspace")
@NullUnmarked
class WorkspaceEntity {
  @Id private UUID id;

  @Column(columnDefinition = "text")
  private String slug;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String status;

  @Column(name = "created_at")
  private Instant createdAt;

  protected WorkspaceEntity() {}

  static WorkspaceEntity of(Workspace workspace) {
    WorkspaceEntity row = new WorkspaceEntity();
    row.id = workspace.id().value();
    row.slug = workspace.slug();
    row.name = workspace.name();
    row.status = workspace.status().wire();
    row.createdAt = workspace.createdAt();
    return row;
  }

  Workspace value() {
    return new Workspace(
        new WorkspaceId(id), slug, name, Status.parse(status).orElseThrow(), createdAt);
  }
}
