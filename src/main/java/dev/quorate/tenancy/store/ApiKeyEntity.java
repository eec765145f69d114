package dev.quorate.tenancy.store;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyHash;
import dev.quorate.tenancy.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code api_key}. */
@Entity
@Table(name = "api_key")
@IdClass(ApiKeyEntity.Key.class)
@NullUnmarked
class ApiKeyEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id private UUID id;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String prefix;

  @Column(name = "last_four", columnDefinition = "text")
  private String lastFour;

  @Column(columnDefinition = "bytea")
  private byte[] hash;

  @Column(name = "pepper_version")
  private int pepperVersion;

  private boolean test;

  @Column(columnDefinition = "text[]")
  private String[] scopes;

  @Column(name = "project_id")
  private UUID projectId;

  @Column(name = "allowed_models", columnDefinition = "text[]")
  private String[] allowedModels;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "disabled")
  private boolean disabled;

  @Column(name = "created_at")
  private Instant createdAt;

  protected ApiKeyEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID id) implements Serializable {}

  static ApiKeyEntity of(ApiKey key, KeyHash hash) {
    ApiKeyEntity row = new ApiKeyEntity();
    row.workspaceId = key.workspace().value();
    row.id = key.id().value();
    row.name = key.name();
    row.prefix = key.prefix();
    row.lastFour = key.lastFour();
    row.hash = hash.bytes();
    row.pepperVersion = hash.pepperVersion();
    row.test = key.test();
    row.scopes = key.scopes().stream().map(Scope::wire).sorted().toArray(String[]::new);
    row.projectId = key.lockedProject() == null ? null : key.lockedProject().value();
    row.allowedModels = key.allowedModels().toArray(String[]::new);
    row.expiresAt = key.expiresAt();
    row.disabled = key.disabled();
    row.createdAt = key.createdAt();
    return row;
  }

  ApiKey value() {
    return new ApiKey(
        new WorkspaceId(workspaceId),
        new ApiKeyId(id),
        name,
        prefix,
        lastFour,
        test,
        scopes(),
        projectId == null ? null : new ProjectId(projectId),
        List.of(allowedModels),
        expiresAt,
        disabled,
        createdAt);
  }

  private Set<Scope> scopes() {
    Set<Scope> known = EnumSet.noneOf(Scope.class);
    Arrays.stream(scopes).map(scope -> Scope.parse(scope).orElseThrow()).forEach(known::add);
    return known;
  }
}
