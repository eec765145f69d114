package dev.quorate.presets.rows;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.presets.Preset;
import dev.quorate.presets.PresetDraft;
import dev.quorate.presets.PresetVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code preset}. */
@Entity
@Table(name = "preset")
@IdClass(PresetEntity.Key.class)
@NullUnmarked
class PresetEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id
  @Column(columnDefinition = "text")
  private String slug;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String description;

  @Column(name = "latest_version")
  private int latestVersion;

  @Column(name = "designated_version")
  private int designatedVersion;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  protected PresetEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, String slug) implements Serializable {}

  /** A slug that was never taken. */
  static PresetEntity of(WorkspaceId workspace, PresetDraft draft) {
    PresetEntity row = new PresetEntity();
    row.workspaceId = workspace.value();
    row.slug = draft.slug();
    row.begin(draft);
    return row;
  }

  /** Takes the slug, with the next number of its versions. */
  void begin(PresetDraft draft) {
    name = draft.name();
    describe(draft.description());
    createdAt = draft.at();
    deletedAt = null;
    latestVersion = latestVersion + 1;
    designatedVersion = latestVersion;
  }

  /** Takes over what the draft says. */
  void change(PresetDraft draft) {
    if (draft.name() != null) {
      name = draft.name();
    }
    describe(draft.description());
    if (draft.fusion() != null) {
      latestVersion = latestVersion + 1;
      designatedVersion = latestVersion;
    }
  }

  private void describe(String text) {
    if (text != null) {
      description = text.isEmpty() ? null : text;
    }
  }

  void designate(int version) {
    designatedVersion = version;
  }

  void delete(Instant at) {
    deletedAt = at;
  }

  boolean isThere() {
    return deletedAt == null;
  }

  int designatedVersion() {
    return designatedVersion;
  }

  int latestVersion() {
    return latestVersion;
  }

  Preset with(PresetVersion designated) {
    return new Preset(slug, name, description, latestVersion, designated, createdAt);
  }
}
