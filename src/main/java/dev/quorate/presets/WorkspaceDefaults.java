package dev.quorate.presets;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.settings.KnownSettings;
import dev.quorate.tenancy.settings.PresetNames;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The default presets that workspaces set, and which names can be set. */
@Singleton
public class WorkspaceDefaults implements DefaultPresets, PresetNames {
  /** Every deployment has them. */
  private static final Set<String> OF_THE_DEPLOYMENT = Set.of("quality", "budget", "fast");

  private final KnownSettings settings;
  private final PresetDirectory presets;

  @Inject
  WorkspaceDefaults(KnownSettings settings, PresetDirectory presets) {
    this.settings = settings;
    this.presets = presets;
  }

  @Override
  public @Nullable String of(WorkspaceId workspace) {
    return settings.of(workspace).defaultPreset();
  }

  @Override
  public boolean exists(WorkspaceId workspace, String slug) {
    Optional<PresetName> name = PresetName.parse(slug);
    return OF_THE_DEPLOYMENT.contains(slug)
        || (name.isPresent() && presets.find(workspace, name.get()).isPresent());
  }
}
