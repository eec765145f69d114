package dev.quorate.runs.finished;

import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.Retention;
import dev.quorate.runs.idempotency.KeepsTexts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs with a panel that have ended. One of another workspace, of a project the caller does not
 * see, an expired one and one that never was are the same: absent. Every method blocks on the
 * database.
 */
@Singleton
public class FinishedFusions {
  private final FusionRows rows;
  private final KeepsTexts keeps;
  private final Retention retention;
  private final Clock clock;

  @Inject
  public FinishedFusions(FusionRows rows, KeepsTexts keeps, Retention retention, Clock clock) {
    this.rows = rows;
    this.keeps = keeps;
    this.retention = retention;
    this.clock = clock;
  }

  /** Whether this workspace has its texts kept at all. */
  public boolean keeps(WorkspaceId workspace) {
    return keeps.of(workspace);
  }

  /** When what a workspace makes now expires. */
  public Instant expiry(WorkspaceId workspace, Instant createdAt) {
    return retention.expiry(createdAt, keeps.hours(workspace));
  }

  /** Keeps it. Saying it twice is saying it once. */
  public void save(WorkspaceId workspace, FinishedFusion run) {
    rows.insert(workspace, run);
  }

  /**
   * @param project the only one the caller sees; null where it sees all
   */
  public @Nullable FinishedFusion find(
      WorkspaceId workspace, RequestId id, @Nullable ProjectId project) {
    FinishedFusion found = rows.find(workspace, id, clock.instant());
    return found == null || (project != null && !project.equals(found.project())) ? null : found;
  }

  public List<FinishedFusion> list(WorkspaceId workspace, FusionFilter filter) {
    return rows.list(workspace, filter, clock.instant());
  }
}
