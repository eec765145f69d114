package dev.quorate.tenancy.store;

import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.limits.RateLimit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code project}. */
@Entity
@Table(name = "project")
@IdClass(ProjectEntity.Key.class)
@NullUnmarked
class ProjectEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id private UUID id;

  @Column(columnDefinition = "text")
  private String slug;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String status;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  @Column(name = "limit_rpm")
  private Integer rpm;

  @Column(name = "limit_tpm")
  private Integer tpm;

  @Column(name = "limit_concurrent")
  private Integer concurrent;

  protected ProjectEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID id) implements Serializable {}

  static ProjectEntity of(WorkspaceId workspace, Project project) {
    ProjectEntity row = new ProjectEntity();
    row.workspaceId = workspace.value();
    row.id = project.id().value();
    row.slug = project.slug();
    row.name = project.name();
    row.status = project.status().wire();
    row.createdAt = project.createdAt();
    row.rpm = project.limits().rpm();
    row.tpm = project.limits().tpm();
    row.concurrent = project.limits().concurrent();
    return row;
  }

  /** The same row, known no more from now on. */
  ProjectEntity deleted(Instant now) {
    deletedAt = now;
    return this;
  }

  Project value() {
    return new Project(
        new ProjectId(id),
        slug,
        name,
        Status.parse(status).orElseThrow(),
        createdAt,
        new RateLimit(rpm, tpm, concurrent));
  }
}
