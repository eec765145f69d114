package dev.quorate.tenancy.audit;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.http.Json;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.AuditLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Writes audit entries; only other stores hand it their session. */
@Singleton
public class AuditStore implements AuditLog {
  private static final String INSERT_TENANT =
      """
      INSERT INTO audit_entry
        (workspace_id, id, actor_type, actor_id, action, target_type, target_id, changes, changed_at)
      VALUES (:workspace, :id, :actorType, :actor, :action, :targetType, :target,
        CAST(:changes AS jsonb), clock_timestamp())\
      """;
  private static final String INSERT_PLATFORM =
      """
      INSERT INTO platform_audit_entry
        (id, actor_type, actor_id, action, target_type, target_id, changes, changed_at)
      VALUES (:id, :actorType, :actor, :action, :targetType, :target,
        CAST(:changes AS jsonb), clock_timestamp())\
      """;

  private final UnitOfWork unitOfWork;
  private final Json json;
  private final Clock clock;

  @Inject
  public AuditStore(UnitOfWork unitOfWork, Json json, Clock clock) {
    this.unitOfWork = unitOfWork;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void record(Actor actor, @Nullable WorkspaceId workspace, Change change) {
    if (workspace == null) {
      unitOfWork.onPlatform(Door.SETTLEMENT, session -> record(session, actor, null, change));
    } else {
      unitOfWork.inWorkspace(
          Door.SETTLEMENT, workspace, session -> record(session, actor, workspace, change));
    }
  }

  /**
   * Writes the entry in the transaction that makes the change.
   *
   * @param workspace null for what belongs to the platform
   * @return whether there was anything to write
   */
  public boolean record(
      StatelessSession session, Actor actor, @Nullable WorkspaceId workspace, Change change) {
    if (change.differences().isEmpty()) {
      return false;
    }
    var insert =
        session.createNativeMutationQuery(workspace == null ? INSERT_PLATFORM : INSERT_TENANT);
    if (workspace != null) {
      insert.setParameter("workspace", workspace.value());
    }
    UUID id = UuidV7.create(clock);
    insert
        .setParameter("id", id)
        .setParameter("actorType", actor.type().wire())
        .setParameter("actor", actor.id())
        .setParameter("action", change.action())
        .setParameter("targetType", change.targetType())
        .setParameter("target", change.targetId())
        .setParameter("changes", told(change))
        .executeUpdate();
    return true;
  }

  /** {@code {"name":{"from":"a","to":"b"}}}. */
  private String told(Change change) {
    Map<String, Object> told = new LinkedHashMap<>();
    change
        .differences()
        .forEach((field, difference) -> {
          Map<String, @Nullable Object> both = new LinkedHashMap<>();
          both.put("from", difference.from());
          both.put("to", difference.to());
          told.put(field, both);
        });
    return new String(json.write(told), StandardCharsets.UTF_8);
  }
}
