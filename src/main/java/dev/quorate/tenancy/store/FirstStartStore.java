package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyHash;
import dev.quorate.tenancy.KeyText;
import dev.quorate.tenancy.Workspace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Writes the first rows of an empty database. Nodes that start at once take turns by an advisory
 * lock, so that only one of them finds it empty.
 */
@Singleton
public class FirstStartStore {
  private static final String TAKE_TURN =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('quorate first start', 0))";

  private final UnitOfWork unitOfWork;

  @Inject
  FirstStartStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** False when there is an admin key already. */
  public boolean adoptAdminKey(UUID id, KeyText key, KeyHash hash, Instant now) {
    return insertIfNone("AdminKeyEntity", List.of(AdminKeyEntity.of(id, "first", key, hash, now)));
  }

  /** False when there is a workspace already. */
  public boolean createWorkspace(Workspace workspace) {
    return insertIfNone("WorkspaceEntity", List.of(WorkspaceEntity.of(workspace)));
  }

  /** The same with its first key. */
  public boolean createWorkspace(Workspace workspace, ApiKey key, KeyHash hash) {
    return insertIfNone(
        "WorkspaceEntity", List.of(WorkspaceEntity.of(workspace), ApiKeyEntity.of(key, hash)));
  }

  private boolean insertIfNone(String entity, List<Object> rows) {
    return unitOfWork.onPlatform(
        Door.SETTLEMENT,
        session -> {
          session.createNativeQuery(TAKE_TURN, Integer.class).getSingleResult();
          if (!isEmpty(session, entity)) {
            return false;
          }
          rows.forEach(session::insert);
          return true;
        });
  }

  private static boolean isEmpty(StatelessSession session, String entity) {
    return session
            .createSelectionQuery("select count(*) from " + entity, Long.class)
            .getSingleResult()
        == 0;
  }
}
