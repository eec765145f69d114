package dev.quorate.presets.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.presets.Preset;
import dev.quorate.presets.PresetDirectory;
import dev.quorate.presets.PresetName;
import dev.quorate.presets.PresetVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads presets of one workspace. */
@Singleton
public class PresetStore implements PresetDirectory {
  private static final String WITH_DESIGNATED =
      """
      select p, v from PresetEntity p
      join PresetVersionEntity v
        on v.workspaceId = p.workspaceId and v.slug = p.slug and v.version = p.designatedVersion
      where p.workspaceId = :workspace and p.deletedAt is null\
      """;

  private final UnitOfWork unitOfWork;

  @Inject
  PresetStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  @Override
  public Optional<PresetVersion> find(WorkspaceId workspace, PresetName name) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = row(session, workspace, name.slug());
          if (row == null) {
            return Optional.empty();
          }
          Integer version = name.version();
          return version(
              session, workspace, name.slug(), version == null ? row.designatedVersion() : version);
        });
  }

  @Override
  public List<Preset> all(WorkspaceId workspace) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(WITH_DESIGNATED + " order by p.slug", Object[].class)
                .setParameter("workspace", workspace.value())
                .stream()
                .map(PresetStore::preset)
                .toList());
  }

  /** By slug, beginning after the given one. */
  public List<Preset> list(WorkspaceId workspace, String after, int limit) {
    return unitOfWork.inWorkspace(
        Door.REPORTS,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    WITH_DESIGNATED + " and p.slug > :after order by p.slug", Object[].class)
                .setParameter("workspace", workspace.value())
                .setParameter("after", after)
                .setMaxResults(limit)
                .stream()
                .map(PresetStore::preset)
                .toList());
  }

  private static Preset preset(Object[] pair) {
    return ((PresetEntity) pair[0]).with(((PresetVersionEntity) pair[1]).value());
  }

  /** One preset that is there. */
  public Optional<Preset> get(WorkspaceId workspace, String slug) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = row(session, workspace, slug);
          return row == null ? Optional.empty() : Optional.of(whole(session, workspace, slug, row));
        });
  }

  /** A version of a preset that is there. */
  public Optional<PresetVersion> version(WorkspaceId workspace, String slug, int version) {
    return find(workspace, new PresetName(slug, version));
  }

  /** Newest first, beginning below the given number; none where the preset is not there. */
  public List<PresetVersion> versions(WorkspaceId workspace, String slug, int below, int limit) {
    return unitOfWork.inWorkspace(
        Door.REPORTS,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    """
                    from PresetVersionEntity
                    where workspaceId = :workspace and slug = :slug and version < :below
                    order by version desc\
                    """,
                    PresetVersionEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("slug", slug)
                .setParameter("below", below)
                .setMaxResults(limit)
                .stream()
                .map(PresetVersionEntity::value)
                .toList());
  }

  private static @Nullable PresetEntity row(
      StatelessSession session, WorkspaceId workspace, String slug) {
    PresetEntity row =
        session.get(PresetEntity.class, new PresetEntity.Key(workspace.value(), slug));
    return row != null && row.isThere() ? row : null;
  }

  static Optional<PresetVersion> version(
      StatelessSession session, WorkspaceId workspace, String slug, int version) {
    return Optional.ofNullable(
            session.get(
                PresetVersionEntity.class,
                new PresetVersionEntity.Key(workspace.value(), slug, version)))
        .map(PresetVersionEntity::value);
  }

  /** With its designated version. */
  static Preset whole(
      StatelessSession session, WorkspaceId workspace, String slug, PresetEntity row) {
    return row.with(
        Objects.requireNonNull(
            version(session, workspace, slug, row.designatedVersion()).orElse(null)));
  }
}
