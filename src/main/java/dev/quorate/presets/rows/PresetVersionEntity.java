package dev.quorate.presets.rows;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.WorkspaceId;
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

/** Row of {@code preset_version}; never changed. */
@Entity
@Table(name = "preset_version")
@IdClass(PresetVersionEntity.Key.class)
@NullUnmarked
class PresetVersionEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id
  @Column(columnDefinition = "text")
  private String slug;

  @Id private int version;

  @Column(columnDefinition = "text")
  private String fusion;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "created_by")
  private UUID createdBy;

  protected PresetVersionEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, String slug, int version) implements Serializable {}

  static PresetVersionEntity of(WorkspaceId workspace, PresetDraft draft, int version) {
    PresetVersionEntity row = new PresetVersionEntity();
    row.workspaceId = workspace.value();
    row.slug = draft.slug();
    row.version = version;
    row.fusion = draft.fusion();
    row.createdAt = draft.at();
    row.createdBy = draft.by().value();
    return row;
  }

  PresetVersion value() {
    return new PresetVersion(slug, version, fusion, createdAt, new ApiKeyId(createdBy));
  }
}
