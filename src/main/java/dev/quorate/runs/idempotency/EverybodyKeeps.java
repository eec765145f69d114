package dev.quorate.runs.idempotency;

import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Singleton;

/** As long as no workspace can say otherwise. */
@Singleton
class EverybodyKeeps implements KeepsTexts {
  @Override
  public boolean of(WorkspaceId workspace) {
    return true;
  }
}
