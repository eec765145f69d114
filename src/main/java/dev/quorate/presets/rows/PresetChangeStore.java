package dev.quorate.presets.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.presets.Preset;
import dev.quorate.presets.PresetDraft;
import dev.quorate.presets.PresetName;
import dev.quorate.presets.PresetVersion;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.audit.AuditStore;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Changes presets of one workspace. Every change locks the preset's row first, so that two at once
 * get two numbers, and has its audit entry in the same transaction.
 */
@Singleton
public class PresetChangeStore {
  private final UnitOfWork unitOfWork;
  private final AuditStore audit;

  @Inject
  PresetChangeStore(UnitOfWork unitOfWork, AuditStore audit) {
    this.unitOfWork = unitOfWork;
    this.audit = audit;
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

  private Creation create(
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
    Preset created = PresetStore.whole(session, workspace, draft.slug(), row);
    audit.record(
        session,
        draft.actor(),
        workspace,
        Change.created("preset.create", "preset", draft.slug(), told(created)));
    return new Creation.Created(created);
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
          Preset before = PresetStore.whole(session, workspace, draft.slug(), row);
          row.change(draft);
          session.update(row);
          if (draft.fusion() != null) {
            session.insert(PresetVersionEntity.of(workspace, draft, row.latestVersion()));
          }
          Preset after = PresetStore.whole(session, workspace, draft.slug(), row);
          audit.record(session, draft.actor(), workspace, between("preset.update", before, after));
          return Optional.of(after);
        });
  }

  private static Change between(String action, Preset before, Preset after) {
    return Change.between(action, "preset", before.slug(), told(before), told(after));
  }

  /** By the names of the wire. */
  private static Map<String, Object> told(Preset preset) {
    return Map.of(
        "name",
        preset.name(),
        "description",
        Objects.requireNonNullElse(preset.description(), ""),
        "designated_version",
        preset.designated().version(),
        "fusion",
        preset.designated().fusion());
  }

  /**
   * Makes a version the one in use; empty when there is no such preset or version.
   *
   * @param name with a version
   */
  public Optional<Preset> designate(WorkspaceId workspace, PresetName name, Actor actor) {
    int version = Objects.requireNonNull(name.version());
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = there(session, workspace, name.slug());
          Optional<PresetVersion> designated =
              PresetStore.version(session, workspace, name.slug(), version);
          if (row == null || designated.isEmpty()) {
            return Optional.empty();
          }
          Preset before = PresetStore.whole(session, workspace, name.slug(), row);
          row.designate(version);
          session.update(row);
          Preset after = row.with(designated.get());
          audit.record(session, actor, workspace, between("preset.designate", before, after));
          return Optional.of(after);
        });
  }

  /** False when there is none. */
  public boolean delete(WorkspaceId workspace, String slug, Actor actor, Instant at) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          PresetEntity row = there(session, workspace, slug);
          if (row == null) {
            return false;
          }
          Preset before = PresetStore.whole(session, workspace, slug, row);
          row.delete(at);
          session.update(row);
          audit.record(
              session,
              actor,
              workspace,
              Change.deleted("preset.delete", "preset", slug, told(before)));
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
}
