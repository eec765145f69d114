package dev.quorate.runs.idempotency;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.settings.KnownSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** As the workspace's settings say. */
@Singleton
class ChosenByWorkspace implements KeepsTexts {
  private final KnownSettings settings;

  @Inject
  ChosenByWorkspace(KnownSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean of(WorkspaceId workspace) {
    return settings.of(workspace).keepsTexts();
  }

  @Override
  public @Nullable Integer hours(WorkspaceId workspace) {
    return settings.of(workspace).retentionHours();
  }
}
