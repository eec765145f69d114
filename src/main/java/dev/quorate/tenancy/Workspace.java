package dev.quorate.tenancy;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.settings.WorkspaceSettings;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param slug unique in the deployment
 */
public record Workspace(
    WorkspaceId id,
    String slug,
    String name,
    Status status,
    Instant createdAt,
    WorkspaceSettings settings) {
  /** One that has chosen nothing yet. */
  public Workspace(WorkspaceId id, String slug, String name, Status status, Instant createdAt) {
    this(id, slug, name, status, createdAt, WorkspaceSettings.DEFAULT);
  }
}
