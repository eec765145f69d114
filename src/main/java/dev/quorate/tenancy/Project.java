package dev.quorate.tenancy;

import dev.quorate.kernel.ProjectId;
import java.time.Instant;

/**
 * A part of a workspace that keys and ledger lines can belong to.
 *
 * @param slug unique in its workspace
 */
public record Project(ProjectId id, String slug, String name, Status status, Instant createdAt) {}
