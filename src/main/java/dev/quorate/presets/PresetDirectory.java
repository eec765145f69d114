package dev.quorate.presets;

import dev.quorate.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Where presets are looked up that are not remembered. */
public interface PresetDirectory {
  /** A version of a preset that is there: the named one, else the designated one. */
  Optional<PresetVersion> find(WorkspaceId workspace, PresetName name);

  /** All presets of a workspace, by slug. */
  List<Preset> all(WorkspaceId workspace);
}
