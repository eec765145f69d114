package dev.quorate.tenancy.credentials;

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
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The provider credentials of one workspace: one for each provider at most. */
@Singleton
public class CredentialStore implements EntityClasses {
  private final UnitOfWork unitOfWork;
  private final AuditStore audit;

  @Inject
  CredentialStore(UnitOfWork unitOfWork, AuditStore audit) {
    this.unitOfWork = unitOfWork;
    this.audit = audit;
  }

  @Override
  public List<Class<?>> entityClasses() {
    return List.of(CredentialEntity.class);
  }

  /** All of them, oldest first. */
  List<StoredCredential> list(WorkspaceId workspace) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    "from CredentialEntity where workspaceId = :workspace order by id",
                    CredentialEntity.class)
                .setParameter("workspace", workspace.value())
                .stream()
                .map(CredentialEntity::value)
                .toList());
  }

  /** A credential and whose it is. */
  record Owned(WorkspaceId workspace, StoredCredential credential) {}

  /**
   * Credentials of all workspaces in the order of their keys, for sealing them anew.
   *
   * @param last of the page before; null from the first
   */
  List<Owned> page(@Nullable Owned last, int limit) {
    String after =
        last == null
            ? ""
            : " where workspaceId > :workspace or (workspaceId = :workspace and id > :id)";
    return unitOfWork.onPlatform(
        Door.SETTLEMENT,
        session -> {
          var query =
              session
                  .createSelectionQuery(
                      "from CredentialEntity" + after + " order by workspaceId, id",
                      CredentialEntity.class)
                  .setMaxResults(limit);
          if (last != null) {
            query.setParameter("workspace", last.workspace().value());
            query.setParameter("id", last.credential().id());
          }
          return query.stream().map(CredentialEntity::owned).toList();
        });
  }

  /** The same text under another seal; false when the row was changed meanwhile. */
  boolean reseal(WorkspaceId workspace, StoredCredential was, byte[] sealed) {
    return unitOfWork.inWorkspace(
        Door.SETTLEMENT,
        workspace,
        session ->
            session
                    .createMutationQuery(
                        "update CredentialEntity set sealed = :sealed where workspaceId ="
                            + " :workspace and id = :id and version = :version")
                    .setParameter("sealed", sealed)
                    .setParameter("workspace", workspace.value())
                    .setParameter("id", was.id())
                    .setParameter("version", was.version())
                    .executeUpdate()
                == 1);
  }

  private static Optional<CredentialEntity> row(
      StatelessSession session, WorkspaceId workspace, UUID id, LockModeType lock) {
    return session
        .createSelectionQuery(
            "from CredentialEntity where workspaceId = :workspace and id = :id",
            CredentialEntity.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id)
        .setLockMode(lock)
        .uniqueResultOptional();
  }

  Optional<StoredCredential> find(WorkspaceId workspace, UUID id) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> row(session, workspace, id, LockModeType.NONE).map(CredentialEntity::value));
  }

  /** False when the workspace has one for that provider. */
  boolean insert(WorkspaceId workspace, Actor actor, StoredCredential credential) {
    try {
      return unitOfWork.inWorkspace(
          Door.ADMISSION,
          workspace,
          session -> {
            session.insert(CredentialEntity.of(workspace, credential));
            return audit.record(
                session,
                actor,
                workspace,
                Change.created(
                    "credential.create",
                    "credential",
                    credential.id().toString(),
                    credential.told()));
          });
    } catch (ConstraintViolationException taken) {
      return false;
    }
  }

  /** Empty when this workspace has no such credential. */
  Optional<StoredCredential> change(
      WorkspaceId workspace, Actor actor, UUID id, UnaryOperator<StoredCredential> edit) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, id, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  StoredCredential before = row.value();
                  StoredCredential after = edit.apply(before);
                  session.update(CredentialEntity.of(workspace, after));
                  audit.record(
                      session,
                      actor,
                      workspace,
                      Change.between(
                          "credential.update",
                          "credential",
                          id.toString(),
                          before.told(),
                          after.told()));
                  return after;
                }));
  }

  /** False when this workspace has no such credential. */
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
                      Change.deleted(
                          "credential.delete", "credential", id.toString(), row.value().told()));
                })
                .orElse(false));
  }
}
