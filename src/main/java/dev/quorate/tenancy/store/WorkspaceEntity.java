package dev.quorate.tenancy.store;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.settings.WorkspaceSettings;
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

  @Column(columnDefinition = "text", updatable = false)
  private String slug;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String status;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "default_preset", columnDefinition = "text")
  private String defaultPreset;

  @Column(name = "retention_hours")
  private Integer retentionHours;

  private boolean privacy;

  @Column(name = "limit_rpm")
  private Integer rpm;

  @Column(name = "limit_tpm")
  private Integer tpm;

  @Column(name = "limit_concurrent")
  private Integer concurrent;

  protected WorkspaceEntity() {}

  static WorkspaceEntity of(Workspace workspace) {
    WorkspaceEntity row = new WorkspaceEntity();
    row.id = workspace.id().value();
    row.slug = workspace.slug();
    row.name = workspace.name();
    row.status = workspace.status().wire();
    row.createdAt = workspace.createdAt();
    WorkspaceSettings settings = workspace.settings();
    row.defaultPreset = settings.defaultPreset();
    row.retentionHours = settings.retentionHours();
    row.privacy = settings.privacy();
    row.rpm = settings.limits().rpm();
    row.tpm = settings.limits().tpm();
    row.concurrent = settings.limits().concurrent();
    return row;
  }

  Workspace value() {
    return new Workspace(
        new WorkspaceId(id),
        slug,
        name,
        Status.parse(status).orElseThrow(),
        createdAt,
        new WorkspaceSettings(
            defaultPreset, retentionHours, privacy, new RateLimit(rpm, tpm, concurrent)));
  }
}
