package dev.quorate.tenancy.settings;

import dev.quorate.kernel.WorkspaceId;

/** Which presets a workspace can name: whoever keeps presets implements this. */
public interface PresetNames {
  /** Whether the workspace, or the deployment for all, has a preset of that slug. */
  boolean exists(WorkspaceId workspace, String slug);
}
