package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyDirectory;
import dev.quorate.tenancy.KeyHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** API keys. All but the look-up by hash, which is how a workspace becomes known, belong to one. */
@Singleton
public class ApiKeyStore implements KeyDirectory {
  private static final String BY_ID =
      "from ApiKeyEntity where workspaceId = :workspace and id = :id";

  private final UnitOfWork unitOfWork;

  @Inject
  ApiKeyStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
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
            "SELECT workspace_id, id FROM quorate_find_api_key(:hashes)", Object[].class)
        .setParameter("hashes", hashes)
        .uniqueResultOptional()
        .map(row -> new Owner(new WorkspaceId((UUID) row[0]), (UUID) row[1]));
  }

  private static Optional<Found> load(StatelessSession session, Owner owner) {
    WorkspaceEntity workspace = session.get(WorkspaceEntity.class, owner.workspace().value());
    return session
        .createSelectionQuery(BY_ID, ApiKeyEntity.class)
        .setParameter("workspace", owner.workspace().value())
        .setParameter("id", owner.key())
        .uniqueResultOptional()
        .map(key -> new Found(key.value(), workspace.value()));
  }

  private record Owner(WorkspaceId workspace, UUID key) {}

  public Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId key) {
    return unitOfWork
        .inWorkspace(Door.ADMISSION, workspace, session -> row(session, workspace, key))
        .map(ApiKeyEntity::value);
  }

  private static Optional<ApiKeyEntity> row(
      StatelessSession session, WorkspaceId workspace, ApiKeyId key) {
    return session
        .createSelectionQuery(BY_ID, ApiKeyEntity.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", key.value())
        .uniqueResultOptional();
  }

  /** Oldest first, beginning after the given id. */
  public List<ApiKey> list(WorkspaceId workspace, @Nullable UUID after, int limit) {
    return unitOfWork.inWorkspace(
        Door.REPORTS,
        workspace,
        session ->
            session
                .createSelectionQuery(
                    """
                    from ApiKeyEntity
                    where workspaceId = :workspace and (:after is null or id > :after)
                    order by id\
                    """,
                    ApiKeyEntity.class)
                .setParameter("workspace", workspace.value())
                .setParameter("after", after, UUID.class)
                .setMaxResults(limit)
                .stream()
                .map(ApiKeyEntity::value)
                .toList());
  }

  public void insert(WorkspaceId workspace, ApiKey key, KeyHash hash) {
    unitOfWork.inWorkspace(
        Door.ADMISSION, workspace, session -> session.insert(ApiKeyEntity.of(key, hash)));
  }

  /** Switches a key off or on again; empty when this workspace has no such key. */
  public Optional<ApiKey> setDisabled(WorkspaceId workspace, ApiKeyId key, boolean disabled) {
    return unitOfWork.inWorkspace(
        Door.ADMISSION,
        workspace,
        session -> {
          session
              .createMutationQuery(
                  "update ApiKeyEntity set disabled = :disabled"
                      + " where workspaceId = :workspace and id = :id")
              .setParameter("disabled", disabled)
              .setParameter("workspace", workspace.value())
              .setParameter("id", key.value())
              .executeUpdate();
          return row(session, workspace, key).map(ApiKeyEntity::value);
        });
  }
}
