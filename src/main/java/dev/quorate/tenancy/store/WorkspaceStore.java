package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.audit.AuditStore;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.LockMode;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Workspaces. Only administrators make or list them; each changes its own settings. */
@Singleton
public class WorkspaceStore {
  private final UnitOfWork unitOfWork;
  private final AuditStore audit;

  @Inject
  WorkspaceStore(UnitOfWork unitOfWork, AuditStore audit) {
    this.unitOfWork = unitOfWork;
    this.audit = audit;
  }

  public Optional<Workspace> find(WorkspaceId workspace) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
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
  public boolean insert(Workspace workspace, Actor actor) {
    try {
      return unitOfWork.inWorkspace(
          Door.ADMISSION,
          workspace.id(),
          session -> {
            session.insert(WorkspaceEntity.of(workspace));
            return audit.record(
                session,
                actor,
                workspace.id(),
                Change.created(
                    "workspace.create", "workspace", workspace.id().toString(), told(workspace)));
          });
    } catch (ConstraintViolationException taken) {
      return false;
    }
  }

  /** Replaces name, status and settings; empty when there is no such workspace. */
  public Optional<Workspace> change(
      WorkspaceId workspace, Actor actor, UnaryOperator<Workspace> edit) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            Optional.ofNullable(
                    session.get(
                        WorkspaceEntity.class, workspace.value(), LockMode.PESSIMISTIC_WRITE))
                .map(row -> {
                  Workspace before = row.value();
                  Workspace after = edit.apply(before);
                  session.update(WorkspaceEntity.of(after));
                  audit.record(
                      session,
                      actor,
                      workspace,
                      Change.between(
                          "workspace.update",
                          "workspace",
                          workspace.toString(),
                          told(before),
                          told(after)));
                  return after;
                }));
  }

  private static Map<String, @Nullable Object> told(Workspace workspace) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>(workspace.settings().told());
    told.put("slug", workspace.slug());
    told.put("name", workspace.name());
    told.put("status", workspace.status().wire());
    return told;
  }
}
