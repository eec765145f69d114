package dev.quorate.presets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Presets, remembered, so that a request does not ask the database for its own. A change on another
 * node is seen when the memory ends; what was not found is asked for again after two seconds.
 */
@Singleton
public class KnownPresets {
  private static final int MAX_VERSIONS = 20_000;
  private static final int MAX_WORKSPACES = 2_000;
  private static final Duration OF_NOTHING = Duration.ofSeconds(2);

  private final PresetDirectory directory;
  private final Cache<Named, Optional<PresetVersion>> versions;
  private final Cache<WorkspaceId, List<Preset>> lists;

  @Inject
  KnownPresets(
      PresetDirectory directory, @ConfigProperty(name = "quorate.presets.memory-ms") long ms) {
    this(directory, Duration.ofMillis(ms), Ticker.systemTicker());
  }

  /** With a memory and a clock of its own. */
  public KnownPresets(PresetDirectory directory, Duration memory, Ticker ticker) {
    this.directory = directory;
    Duration ofNothing = memory.compareTo(OF_NOTHING) < 0 ? memory : OF_NOTHING;
    this.versions =
        Caffeine.newBuilder()
            .maximumSize(MAX_VERSIONS)
            .ticker(ticker)
            .executor(Runnable::run) // no threads of its own
            .expireAfter(
                Expiry.<Named, Optional<PresetVersion>>writing(
                    (name, found) -> found.isPresent() ? memory : ofNothing))
            .build();
    this.lists =
        Caffeine.newBuilder()
            .maximumSize(MAX_WORKSPACES)
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfterWrite(memory)
            .build();
  }

  private record Named(WorkspaceId workspace, PresetName name) {}

  /** The version a request gets; another workspace's is not there. */
  public Optional<PresetVersion> find(WorkspaceId workspace, PresetName name) {
    return versions.get(
        new Named(workspace, name), named -> directory.find(named.workspace(), named.name()));
  }

  /** All presets of a workspace, by slug. */
  public List<Preset> all(WorkspaceId workspace) {
    return lists.get(workspace, directory::all);
  }

  /** A preset changed here: ask again. */
  public void forget() {
    versions.invalidateAll();
    lists.invalidateAll();
  }
}
