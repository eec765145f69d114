package dev.quorate.presets;

import dev.quorate.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** The preset of requests that name neither a preset nor a panel. */
public interface DefaultPresets {
  /**
   * @return {@code slug} or {@code slug@version}; null where the workspace set none
   */
  @Nullable String of(WorkspaceId workspace);
}
