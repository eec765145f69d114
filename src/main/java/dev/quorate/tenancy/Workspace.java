package dev.quorate.tenancy;

import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param slug unique in the deployment
 */
public record Workspace(
    WorkspaceId id, String slug, String name, Status status, Instant createdAt) {}
