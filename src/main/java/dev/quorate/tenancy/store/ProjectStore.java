package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.ProjectDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Projects of one workspace. */
@Singleton
public class ProjectStore implements ProjectDirectory {
  private final UnitOfWork unitOfWork;

  @Inject
  ProjectStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  @Override
  public Optional<Project> find(WorkspaceId workspace, ProjectId project) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    "from ProjectEntity where workspaceId = :workspace and id = :id",
                    ProjectEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("id", project.value())
                .uniqueResultOptional()
                .map(ProjectEntity::value));
  }

  @Override
  public Optional<Project> find(WorkspaceId workspace, String slug) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    "from ProjectEntity where workspaceId = :workspace and slug = :slug",
                    ProjectEntity.class)
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
                    where workspaceId = :workspace and (:after is null or id > :after)
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
  public boolean insert(WorkspaceId workspace, Project project) {
    try {
      return unitOfWork.inWorkspace(
          Door.ADMISSION,
          workspace,
          session -> {
            session.insert(ProjectEntity.of(workspace, project));
            return true;
          });
    } catch (ConstraintViolationException taken) {
      return false;
    }
  }
}
