package dev.quorate.tenancy.policy;

import dev.quorate.kernel.WorkspaceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code policy}. */
@Entity
@Table(name = "policy")
@IdClass(PolicyEntity.Key.class)
@NullUnmarked
class PolicyEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id private UUID id;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String scope;

  @Column(name = "scope_id")
  private UUID scopeId;

  @Column(name = "allowed_models", columnDefinition = "text[]")
  private String[] allowedModels;

  @Column(name = "denied_models", columnDefinition = "text[]")
  private String[] deniedModels;

  @Column(name = "max_input_per_million", columnDefinition = "numeric")
  private BigDecimal maxInputPerMillion;

  @Column(name = "max_output_per_million", columnDefinition = "numeric")
  private BigDecimal maxOutputPerMillion;

  @Column(name = "zero_retention")
  private boolean zeroRetention;

  @Column(name = "on_violation", columnDefinition = "text")
  private String onViolation;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected PolicyEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID id) implements Serializable {}

  static PolicyEntity of(WorkspaceId workspace, Policy policy) {
    PolicyEntity row = new PolicyEntity();
    row.workspaceId = workspace.value();
    row.id = policy.id();
    row.name = policy.name();
    row.scope = policy.scope().wire();
    row.scopeId = policy.scopeId();
    row.allowedModels = policy.allowedModels().toArray(String[]::new);
    row.deniedModels = policy.deniedModels().toArray(String[]::new);
    row.maxInputPerMillion = policy.maxInputPerMillion();
    row.maxOutputPerMillion = policy.maxOutputPerMillion();
    row.zeroRetention = policy.zeroRetention();
    row.onViolation = policy.onViolation().wire();
    row.createdAt = policy.createdAt();
    row.updatedAt = policy.updatedAt();
    return row;
  }

  Policy value() {
    return new Policy(
        id,
        name,
        Policy.Scope.parse(scope).orElseThrow(),
        scopeId,
        List.of(allowedModels),
        List.of(deniedModels),
        maxInputPerMillion,
        maxOutputPerMillion,
        zeroRetention,
        Policy.OnViolation.parse(onViolation).orElseThrow(),
        createdAt,
        updatedAt);
  }
}
