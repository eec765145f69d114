package dev.quorate.runs.idempotency;

import dev.quorate.kernel.WorkspaceId;

/** Whether a workspace wants its texts kept for a while. */
@FunctionalInterface
public interface KeepsTexts {
  boolean of(WorkspaceId workspace);
}
