package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.ProjectDirectory;
import dev.quorate.tenancy.audit.AuditStore;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Projects of one workspace that are not deleted. */
@Singleton
public class ProjectStore implements ProjectDirectory {
  private static final String BY_ID =
      "from ProjectEntity where workspaceId = :workspace and id = :id and deletedAt is null";
  private static final String BY_SLUG =
      "from ProjectEntity where workspaceId = :workspace and slug = :slug and deletedAt is null";

  private final UnitOfWork unitOfWork;
  private final AuditStore audit;

  @Inject
  ProjectStore(UnitOfWork unitOfWork, AuditStore audit) {
    this.unitOfWork = unitOfWork;
    this.audit = audit;
  }

  @Override
  public Optional<Project> find(WorkspaceId workspace, ProjectId project) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> row(session, workspace, project, LockModeType.NONE).map(ProjectEntity::value));
  }

  private static Optional<ProjectEntity> row(
      StatelessSession session, WorkspaceId workspace, ProjectId project, LockModeType lock) {
    return session
        .createSelectionQuery(BY_ID, ProjectEntity.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", project.value())
        .setLockMode(lock)
        .uniqueResultOptional();
  }

  /** Keeps a project from being deleted until this transaction ends; false when it is gone. */
  static boolean hold(StatelessSession session, WorkspaceId workspace, ProjectId project) {
    return row(session, workspace, project, LockModeType.PESSIMISTIC_READ).isPresent();
  }

  @Override
  public Optional<Project> find(WorkspaceId workspace, String slug) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(BY_SLUG, ProjectEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("slug", slug)
                .uniqueResultOptional()
                .map(ProjectEntity::value));
  }

  /** Oldest first, beginning after the given id. */
  public List<Project> list(WorkspaceId workspace, @Nullable UUID after, int limit) {
    return unitOfWork.inWorkspace(
        Door.REPORTS,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    """
                    from ProjectEntity
                    where workspaceId = :workspace and deletedAt is null
                      and (:after is null or id > :after)
                    order by id\
                    """,
                    ProjectEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("after", after, UUID.class)
                .setMaxResults(limit)
                .stream()
                .map(ProjectEntity::value)
                .toList());
  }

  /** False when the slug is taken in this workspace. */
  public boolean insert(WorkspaceId workspace, Actor actor, Project project) {
    try {
      return unitOfWork.inWorkspace(
          Door.ADMISSION,
          workspace,
          session -> {
            session.insert(ProjectEntity.of(workspace, project));
            return audit.record(
                session,
                actor,
                workspace,
                Change.created(
                    "project.create", "project", project.id().toString(), project.told()));
          });
    } catch (ConstraintViolationException taken) {
      return false;
    }
  }

  /**
   * Replaces name, slug, status and limits.
   *
   * @return empty when this workspace has no such project
   * @throws dev.quorate.kernel.GatewayException CONFLICT when the slug is taken
   */
  public Optional<Project> change(
      WorkspaceId workspace, Actor actor, ProjectId project, UnaryOperator<Project> edit) {
    try {
      return unitOfWork.inWorkspace(
          Door.ADMISSION,
          workspace,
          session ->
              row(session, workspace, project, LockModeType.PESSIMISTIC_WRITE)
                  .map(row -> {
                    Project before = row.value();
                    Project after = edit.apply(before);
                    session.update(ProjectEntity.of(workspace, after));
                    audit.record(
                        session,
                        actor,
                        workspace,
                        Change.between(
                            "project.update",
                            "project",
                            project.toString(),
                            before.told(),
                            after.told()));
                    return after;
                  }));
    } catch (ConstraintViolationException taken) {
      throw ErrorCode.CONFLICT.because("slug", "Another project of this workspace has that slug.");
    }
  }

  /**
   * Deletes a project that no key in use is locked to; keys that are disabled or expired are
   * revoked with it.
   *
   * @return false when this workspace has no such project
   * @throws dev.quorate.kernel.GatewayException PROJECT_HAS_KEYS
   */
  public boolean delete(WorkspaceId workspace, Actor actor, ProjectId project, Instant now) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, project, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  refuseKeys(session, workspace, project, now);
                  revokeKeys(session, workspace, project, now);
                  session.update(row.deleted(now));
                  return audit.record(
                      session,
                      actor,
                      workspace,
                      Change.deleted(
                          "project.delete", "project", project.toString(), row.value().told()));
                })
                .orElse(false));
  }

  private static void refuseKeys(
      StatelessSession session, WorkspaceId workspace, ProjectId project, Instant now) {
    long active =
        session
            .createSelectionQuery(
                """
                select count(*) from ApiKeyEntity
                where workspaceId = :workspace and projectId = :project and revokedAt is null
                  and not disabled and (expiresAt is null or expiresAt > :now)\
                """,
                Long.class)
            .setParameter("workspace", workspace.value())
            .setParameter("project", project.value())
            .setParameter("now", now)
            .getSingleResult();
    if (active > 0) {
      throw ErrorCode.PROJECT_HAS_KEYS.because(
          "The project has " + active + " active keys; delete or disable them first.");
    }
  }

  private static void revokeKeys(
      StatelessSession session, WorkspaceId workspace, ProjectId project, Instant now) {
    session
        .createMutationQuery(
            """
            update ApiKeyEntity set revokedAt = :now
            where workspaceId = :workspace and projectId = :project and revokedAt is null\
            """)
        .setParameter("workspace", workspace.value())
        .setParameter("project", project.value())
        .setParameter("now", now)
        .executeUpdate();
  }
}
