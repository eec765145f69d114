package dev.quorate.presets;

import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Workspaces without a setting for it. */
@Singleton
class NoDefaultPresets implements DefaultPresets {
  @Override
  public @Nullable String of(WorkspaceId workspace) {
    return null;
  }
}
