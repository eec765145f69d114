package dev.quorate.presets.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.presets.Preset;
import dev.quorate.presets.PresetDirectory;
import dev.quorate.presets.PresetDraft;
import dev.quorate.presets.PresetName;
import dev.quorate.presets.PresetVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Presets of one workspace. Every change locks the preset's row first, so that two at once get two
 * numbers.
 */
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

  /** What became of a wish to take a slug. */
  public sealed interface Creation {
    /** It stands. */
    record Created(Preset preset) implements Creation {}

    /** The workspace has one of that slug. */
    record Taken() implements Creation {}

    /** The workspace has as many as it may. */
    record Full() implements Creation {}
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

  /**
   * Takes a slug; one that was deleted goes on with its next number.
   *
   * @param most presets a workspace may have
   */
  public Creation create(WorkspaceId workspace, PresetDraft draft, int most) {
    try {
      return unitOfWork.inWorkspace(
          Door.ADMISSION, workspace, session -> create(session, workspace, draft, most));
    } catch (ConstraintViolationException takenMeanwhile) {
      return new Creation.Taken();
    }
  }

  private static Creation create(
      StatelessSession session, WorkspaceId workspace, PresetDraft draft, int most) {
    PresetEntity row = locked(session, workspace, draft.slug());
    if (row != null && row.isThere()) {
      return new Creation.Taken();
    }
    if (count(session, workspace) >= most) {
      return new Creation.Full();
    }
    if (row == null) {
      row = PresetEntity.of(workspace, draft);
      session.insert(row);
    } else {
      row.begin(draft);
      session.update(row);
    }
    session.insert(PresetVersionEntity.of(workspace, draft, row.latestVersion()));
    return new Creation.Created(whole(session, workspace, draft.slug(), row));
  }

  private static long count(StatelessSession session, WorkspaceId workspace) {
    return session
        .createSelectionQuery(
            "select count(*) from PresetEntity where workspaceId = :workspace and deletedAt is"
                + " null",
            Long.class)
        .setParameter("workspace", workspace.value())
        .getSingleResult();
  }

  /** Changes what the draft gives, with a next version for its fusion; empty when there is none. */
  public Optional<Preset> change(WorkspaceId workspace, PresetDraft draft) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = there(session, workspace, draft.slug());
          if (row == null) {
            return Optional.empty();
          }
          row.change(draft);
          session.update(row);
          if (draft.fusion() != null) {
            session.insert(PresetVersionEntity.of(workspace, draft, row.latestVersion()));
          }
          return Optional.of(whole(session, workspace, draft.slug(), row));
        });
  }

  /** Makes a version the one in use; empty when there is no such preset or version. */
  public Optional<Preset> designate(WorkspaceId workspace, String slug, int version) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = there(session, workspace, slug);
          Optional<PresetVersion> designated = version(session, workspace, slug, version);
          if (row == null || designated.isEmpty()) {
            return Optional.empty();
          }
          row.designate(version);
          session.update(row);
          return Optional.of(row.with(designated.get()));
        });
  }

  /** False when there is none. */
  public boolean delete(WorkspaceId workspace, String slug, Instant at) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = there(session, workspace, slug);
          if (row == null) {
            return false;
          }
          row.delete(at);
          session.update(row);
          return true;
        });
  }

  private static @Nullable PresetEntity there(
      StatelessSession session, WorkspaceId workspace, String slug) {
    PresetEntity row = locked(session, workspace, slug);
    return row != null && row.isThere() ? row : null;
  }

  private static @Nullable PresetEntity locked(
      StatelessSession session, WorkspaceId workspace, String slug) {
    return session.get(
        PresetEntity.class,
        new PresetEntity.Key(workspace.value(), slug),
        LockMode.PESSIMISTIC_WRITE);
  }

  private static @Nullable PresetEntity row(
      StatelessSession session, WorkspaceId workspace, String slug) {
    PresetEntity row =
        session.get(PresetEntity.class, new PresetEntity.Key(workspace.value(), slug));
    return row != null && row.isThere() ? row : null;
  }

  private static Optional<PresetVersion> version(
      StatelessSession session, WorkspaceId workspace, String slug, int version) {
    return Optional.ofNullable(
            session.get(
                PresetVersionEntity.class,
                new PresetVersionEntity.Key(workspace.value(), slug, version)))
        .map(PresetVersionEntity::value);
  }

  private static Preset whole(
      StatelessSession session, WorkspaceId workspace, String slug, PresetEntity row) {
    return row.with(
        Objects.requireNonNull(
            version(session, workspace, slug, row.designatedVersion()).orElse(null)));
  }
}
