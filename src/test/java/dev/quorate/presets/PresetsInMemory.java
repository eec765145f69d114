package dev.quorate.presets;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Presets of one workspace, whichever it is; each save is the next version and designated. */
public final class PresetsInMemory implements PresetDirectory {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private final Map<String, List<PresetVersion>> versions = new TreeMap<>();

  /** How often somebody asked. */
  public int asked;

  /** Saves a {@code fusion} object as the next version. */
  public PresetsInMemory save(String slug, String fusion) {
    List<PresetVersion> all = versions.computeIfAbsent(slug, any -> new ArrayList<>());
    all.add(new PresetVersion(slug, all.size() + 1, fusion, NOW, new ApiKeyId(new UUID(2, 2))));
    return this;
  }

  /** Forgets a preset. */
  public void delete(String slug) {
    versions.remove(slug);
  }

  @Override
  public Optional<PresetVersion> find(WorkspaceId workspace, PresetName name) {
    asked++;
    List<PresetVersion> all = versions.getOrDefault(name.slug(), List.of());
    Integer version = name.version();
    int wanted = version == null ? all.size() : version;
    return wanted < 1 || wanted > all.size() ? Optional.empty() : Optional.of(all.get(wanted - 1));
  }

  @Override
  public List<Preset> all(WorkspaceId workspace) {
    asked++;
    return versions.values().stream()
        .map(all ->
            new Preset(all.getLast().slug(), "A panel", null, all.size(), all.getLast(), NOW))
        .toList();
  }
}
