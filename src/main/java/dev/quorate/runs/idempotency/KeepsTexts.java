package dev.quorate.runs.idempotency;

import dev.quorate.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Whether a workspace wants its texts kept for a while, and for how long. */
@FunctionalInterface
public interface KeepsTexts {
  boolean of(WorkspaceId workspace);

  /** Hours of its own; null for this gateway's. */
  default @Nullable Integer hours(WorkspaceId workspace) {
    return null;
  }
}
