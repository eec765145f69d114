package dev.quorate.tenancy.store;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyHash;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimit;
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

  @Column(name = "test", updatable = false)
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

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  @Column(name = "limit_rpm")
  private Integer rpm;

  @Column(name = "limit_tpm")
  private Integer tpm;

  @Column(name = "limit_concurrent")
  private Integer concurrent;

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
    row.rpm = key.limits().rpm();
    row.tpm = key.limits().tpm();
    row.concurrent = key.limits().concurrent();
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
        createdAt,
        new RateLimit(rpm, tpm, concurrent));
  }

  /** The same row with what may change of a key. */
  ApiKeyEntity changedTo(ApiKey key) {
    name = key.name();
    scopes = key.scopes().stream().map(Scope::wire).sorted().toArray(String[]::new);
    projectId = key.lockedProject() == null ? null : key.lockedProject().value();
    allowedModels = key.allowedModels().toArray(String[]::new);
    expiresAt = key.expiresAt();
    disabled = key.disabled();
    rpm = key.limits().rpm();
    tpm = key.limits().tpm();
    concurrent = key.limits().concurrent();
    return this;
  }

  /** The same row with another text. */
  ApiKeyEntity rotatedTo(ApiKey key, KeyHash next) {
    prefix = key.prefix();
    lastFour = key.lastFour();
    hash = next.bytes();
    pepperVersion = next.pepperVersion();
    return this;
  }

  /** The same row, known no more from now on. */
  ApiKeyEntity revoked(Instant now) {
    revokedAt = now;
    return this;
  }

  /** The hash of the text it has. */
  byte[] hash() {
    return hash;
  }

  private Set<Scope> scopes() {
    Set<Scope> known = EnumSet.noneOf(Scope.class);
    Arrays.stream(scopes).map(scope -> Scope.parse(scope).orElseThrow()).forEach(known::add);
    return known;
  }
}
