package dev.quorate.tenancy.settings;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Memory;
import dev.quorate.tenancy.TenancySettings;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.store.WorkspaceStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What workspaces chose, remembered for at most half a minute. */
@Singleton
public class KnownSettings {
  private static final int MAX_ENTRIES = 20_000;

  private final WorkspaceStore store;
  private final Memory<WorkspaceId, Optional<WorkspaceSettings>> memory;

  @Inject
  KnownSettings(WorkspaceStore store, TenancySettings settings) {
    this.store = store;
    this.memory =
        new Memory<>(MAX_ENTRIES, settings.memory(), Optional::isPresent, Ticker.systemTicker());
  }

  /** The settings of a workspace; the defaults for one that is not there. */
  public WorkspaceSettings of(WorkspaceId workspace) {
    return memory
        .get(workspace, id -> store.find(id).map(Workspace::settings))
        .orElse(WorkspaceSettings.DEFAULT);
  }

  /** Something changed here: ask again. */
  public void forget() {
    memory.forget();
  }
}
