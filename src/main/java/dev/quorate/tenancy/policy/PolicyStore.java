package dev.quorate.tenancy.policy;

import dev.quorate.database.Door;
import dev.quorate.database.EntityClasses;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.audit.AuditStore;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;

/** The policies of one workspace: few enough to be read together. */
@Singleton
public class PolicyStore implements EntityClasses {
  /** More than a workspace needs, and few enough to be looked at for every call. */
  static final int MOST = 100;

  private final UnitOfWork unitOfWork;
  private final AuditStore audit;

  @Inject
  PolicyStore(UnitOfWork unitOfWork, AuditStore audit) {
    this.unitOfWork = unitOfWork;
    this.audit = audit;
  }

  @Override
  public List<Class<?>> entityClasses() {
    return List.of(PolicyEntity.class);
  }

  /** All of them, oldest first. */
  List<Policy> list(WorkspaceId workspace) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    "from PolicyEntity where workspaceId = :workspace order by id",
                    PolicyEntity.class)
                .setParameter("workspace", workspace.value())
                .stream()
                .map(PolicyEntity::value)
                .toList());
  }

  private static Optional<PolicyEntity> row(
      StatelessSession session, WorkspaceId workspace, UUID id, LockModeType lock) {
    return session
        .createSelectionQuery(
            "from PolicyEntity where workspaceId = :workspace and id = :id", PolicyEntity.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id)
        .setLockMode(lock)
        .uniqueResultOptional();
  }

  Optional<Policy> find(WorkspaceId workspace, UUID id) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> row(session, workspace, id, LockModeType.NONE).map(PolicyEntity::value));
  }

  void insert(WorkspaceId workspace, Actor actor, Policy policy) {
    unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          session.insert(PolicyEntity.of(workspace, policy));
          return audit.record(
              session,
              actor,
              workspace,
              Change.created("policy.create", "policy", policy.id().toString(), policy.told()));
        });
  }

  /** Empty when this workspace has no such policy. */
  Optional<Policy> change(WorkspaceId workspace, Actor actor, UUID id, UnaryOperator<Policy> edit) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, id, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  Policy before = row.value();
                  Policy after = edit.apply(before);
                  session.update(PolicyEntity.of(workspace, after));
                  audit.record(
                      session,
                      actor,
                      workspace,
                      Change.between(
                          "policy.update", "policy", id.toString(), before.told(), after.told()));
                  return after;
                }));
  }

  /** False when this workspace has no such policy. */
  boolean delete(WorkspaceId workspace, Actor actor, UUID id) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, id, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  session.delete(row);
                  return audit.record(
                      session,
                      actor,
                      workspace,
                      Change.deleted("policy.delete", "policy", id.toString(), row.value().told()));
                })
                .orElse(false));
  }
}
