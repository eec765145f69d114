package dev.quorate.tenancy;

import dev.quorate.kernel.ProjectId;
import dev.quorate.tenancy.limits.RateLimit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workspace that keys and ledger lines can belong to.
 *
 * @param slug unique in its workspace
 * @param status requests of a disabled project are refused
 */
public record Project(
    ProjectId id, String slug, String name, Status status, Instant createdAt, RateLimit limits) {
  /** One without limits. */
  public Project(ProjectId id, String slug, String name, Status status, Instant createdAt) {
    this(id, slug, name, status, createdAt, RateLimit.NONE);
  }

  /** As the audit log shows it. */
  public Map<String, @Nullable Object> told() {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("slug", slug);
    told.put("name", name);
    told.put("status", status.wire());
    told.put("limits", limits.isNone() ? null : limits.told());
    return told;
  }
}
