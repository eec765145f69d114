package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyDirectory;
import dev.quorate.tenancy.KeyHash;
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
import org.jspecify.annotations.Nullable;

/**
 * API keys that are not revoked. All but the look-up by hash, which is how a workspace becomes
 * known, belong to one.
 */
@Singleton
public class ApiKeyStore implements KeyDirectory {
  private static final String BY_ID =
      "from ApiKeyEntity where workspaceId = :workspace and id = :id and revokedAt is null";

  private final UnitOfWork unitOfWork;
  private final AuditStore audit;

  @Inject
  ApiKeyStore(UnitOfWork unitOfWork, AuditStore audit) {
    this.unitOfWork = unitOfWork;
    this.audit = audit;
  }

  @Override
  public Optional<Found> find(List<KeyHash> hashes) {
    byte[][] candidates = hashes.stream().map(KeyHash::bytes).toArray(byte[][]::new);
    return unitOfWork
        .onPlatform(Door.ADMISSION, session -> owner(session, candidates))
        .flatMap(owner ->
            unitOfWork.inWorkspace(
                Door.ADMISSION, owner.workspace(), session -> load(session, owner)));
  }

  private static Optional<Owner> owner(StatelessSession session, byte[][] hashes) {
    return session
        .createNativeQuery(
            "SELECT workspace_id, id, good_until FROM quorate_find_api_key(:hashes)",
            Object[].class)
        .setParameter("hashes", hashes)
        .addScalar("workspace_id", UUID.class)
        .addScalar("id", UUID.class)
        .addScalar("good_until", Instant.class)
        .uniqueResultOptional()
        .map(row -> new Owner(new WorkspaceId((UUID) row[0]), (UUID) row[1], (Instant) row[2]));
  }

  private static Optional<Found> load(StatelessSession session, Owner owner) {
    WorkspaceEntity workspace = session.get(WorkspaceEntity.class, owner.workspace().value());
    return row(session, owner.workspace(), owner.key(), LockModeType.NONE)
        .map(key -> new Found(key.value(), workspace.value(), owner.goodUntil()));
  }

  private record Owner(WorkspaceId workspace, UUID key, @Nullable Instant goodUntil) {}

  public Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId key) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, key.value(), LockModeType.NONE).map(ApiKeyEntity::value));
  }

  private static Optional<ApiKeyEntity> row(
      StatelessSession session, WorkspaceId workspace, UUID key, LockModeType lock) {
    return session
        .createSelectionQuery(BY_ID, ApiKeyEntity.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", key)
        .setLockMode(lock)
        .uniqueResultOptional();
  }

  /**
   * Oldest first, beginning after the given id.
   *
   * @param project only keys locked to it; null for all
   */
  public List<ApiKey> list(
      WorkspaceId workspace, @Nullable ProjectId project, @Nullable UUID after, int limit) {
    return unitOfWork.inWorkspace(
        Door.REPORTS,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    """
                    from ApiKeyEntity
                    where workspaceId = :workspace and revokedAt is null
                      and (:project is null or projectId = :project)
                      and (:after is null or id > :after)
                    order by id\
                    """,
                    ApiKeyEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("project", project == null ? null : project.value(), UUID.class)
                .setParameter("after", after, UUID.class)
                .setMaxResults(limit)
                .stream()
                .map(ApiKeyEntity::value)
                .toList());
  }

  /**
   * Adds a key.
   *
   * @throws dev.quorate.kernel.GatewayException PROJECT_NOT_FOUND when its project is just gone
   */
  public void insert(WorkspaceId workspace, Actor actor, ApiKey key, KeyHash hash) {
    unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          holdProject(session, workspace, key.lockedProject());
          session.insert(ApiKeyEntity.of(key, hash));
          return audit.record(
              session,
              actor,
              workspace,
              Change.created("key.create", "key", key.id().toString(), key.told()));
        });
  }

  /** A project that is being deleted must not get a key meanwhile. */
  private static void holdProject(
      StatelessSession session, WorkspaceId workspace, @Nullable ProjectId project) {
    if (project != null && !ProjectStore.hold(session, workspace, project)) {
      throw ErrorCode.PROJECT_NOT_FOUND.because("project_id", "No such project in this workspace.");
    }
  }

  /**
   * Replaces what may change of a key: name, scopes, project, models, limits, expiry, disabled.
   *
   * @param edit sees the key as it is, may refuse, and must not touch id or text
   * @return empty when this workspace has no such key
   */
  public Optional<ApiKey> change(
      WorkspaceId workspace, Actor actor, ApiKeyId key, UnaryOperator<ApiKey> edit) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, key.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  ApiKey before = row.value();
                  ApiKey after = edit.apply(before);
                  holdProject(session, workspace, after.lockedProject());
                  session.update(row.changedTo(after));
                  note(session, actor, "key.update", before, after);
                  return after;
                }));
  }

  /** Gives a key another text; the one it had stays good until the moment given. */
  public Optional<ApiKey> rotate(
      WorkspaceId workspace, Actor actor, ApiKeyId key, Rotation rotation) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, key.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  ApiKey before = row.value();
                  ApiKey after = rotation.edit().apply(before);
                  keepFormer(session, workspace, row, rotation);
                  session.update(row.rotatedTo(after, rotation.hash()));
                  note(session, actor, "key.rotate", before, after);
                  return after;
                }));
  }

  /**
   * What a rotation does.
   *
   * @param hash of the next text
   * @param formerGoodUntil when the text it has now ends
   * @param edit puts the next text's shown ends into the key; may refuse
   */
  public record Rotation(
      KeyHash hash, Instant now, Instant formerGoodUntil, UnaryOperator<ApiKey> edit) {}

  private static void keepFormer(
      StatelessSession session, WorkspaceId workspace, ApiKeyEntity row, Rotation rotation) {
    session
        .createNativeMutationQuery(
            """
            DELETE FROM former_key_text
            WHERE workspace_id = :workspace AND api_key_id = :key AND good_until <= :now\
            """)
        .setParameter("workspace", workspace.value())
        .setParameter("key", row.value().id().value())
        .setParameter("now", rotation.now())
        .executeUpdate();
    session
        .createNativeMutationQuery(
            """
            INSERT INTO former_key_text (workspace_id, hash, api_key_id, good_until)
            VALUES (:workspace, :hash, :key, :until)\
            """)
        .setParameter("workspace", workspace.value())
        .setParameter("hash", row.hash())
        .setParameter("key", row.value().id().value())
        .setParameter("until", rotation.formerGoodUntil())
        .executeUpdate();
  }

  /**
   * Makes a key known no more; its row stays, for the ledger names it. False when there is none.
   */
  public boolean revoke(WorkspaceId workspace, Actor actor, ApiKeyId key, Instant now) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session ->
            row(session, workspace, key.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                  session.update(row.revoked(now));
                  return audit.record(
                      session,
                      actor,
                      workspace,
                      Change.deleted("key.delete", "key", key.toString(), row.value().told()));
                })
                .orElse(false));
  }

  private void note(
      StatelessSession session, Actor actor, String action, ApiKey before, ApiKey after) {
    audit.record(
        session,
        actor,
        before.workspace(),
        Change.between(action, "key", before.id().toString(), before.told(), after.told()));
  }
}
