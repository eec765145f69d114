package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.Workspace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Workspaces. They are the platform's rows: only administrators list or change them. */
@Singleton
public class WorkspaceStore {
  private final UnitOfWork unitOfWork;

  @Inject
  WorkspaceStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  public Optional<Workspace> find(WorkspaceId workspace) {
    return unitOfWork.onPlatform(
        Door.ADMISSION,
        session ->
            Optional.ofNullable(session.get(WorkspaceEntity.class, workspace.value()))
                .map(WorkspaceEntity::value));
  }

  /** Oldest first, beginning after the given id. */
  public List<Workspace> list(@Nullable UUID after, int limit) {
    return unitOfWork.onPlatform(
        Door.REPORTS,
        session ->
            session
                .createSelectionQuery(
                    "from WorkspaceEntity where :after is null or id > :after order by id",
                    WorkspaceEntity.class)
                .setParameter("after", after, UUID.class)
                .setMaxResults(limit)
                .stream()
                .map(WorkspaceEntity::value)
                .toList());
  }

  /** False when the slug is taken. */
  public boolean insert(Workspace workspace) {
    try {
      return unitOfWork.onPlatform(
          Door.ADMISSION,
          session -> {
            session.insert(WorkspaceEntity.of(workspace));
            return true;
          });
    } catch (ConstraintViolationException taken) {
      return false;
    }
  }

  /** Changes what is given; empty when there is no such workspace. */
  public Optional<Workspace> change(
      WorkspaceId workspace, @Nullable String name, @Nullable Status status) {
    return unitOfWork.onPlatform(
        Door.ADMISSION, session -> change(session, workspace, name, status));
  }

  private static Optional<Workspace> change(
      StatelessSession session,
      WorkspaceId workspace,
      @Nullable String name,
      @Nullable Status status) {
    WorkspaceEntity row =
        session.get(WorkspaceEntity.class, workspace.value(), LockMode.PESSIMISTIC_WRITE);
    if (row == null) {
      return Optional.empty();
    }
    Workspace was = row.value();
    Workspace changed =
        new Workspace(
            was.id(),
            was.slug(),
            name == null ? was.name() : name,
            status == null ? was.status() : status,
            was.createdAt());
    session
        .createMutationQuery(
            "update WorkspaceEntity set name = :name, status = :status where id = :id")
        .setParameter("name", changed.name())
        .setParameter("status", changed.status().wire())
        .setParameter("id", workspace.value())
        .executeUpdate();
    return Optional.of(changed);
  }
}
