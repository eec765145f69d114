package dev.quorate.tenancy.credentials;

import dev.quorate.kernel.WorkspaceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code provider_credential}. */
@Entity
@Table(name = "provider_credential")
@IdClass(CredentialEntity.Key.class)
@NullUnmarked
class CredentialEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id private UUID id;

  @Column(columnDefinition = "text")
  private String provider;

  @Column(columnDefinition = "text")
  private String name;

  private int version;

  @Column(name = "last_four", columnDefinition = "text")
  private String lastFour;

  @Column(columnDefinition = "bytea")
  private byte[] sealed;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected CredentialEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID id) implements Serializable {}

  static CredentialEntity of(WorkspaceId workspace, StoredCredential credential) {
    CredentialEntity row = new CredentialEntity();
    row.workspaceId = workspace.value();
    row.id = credential.id();
    row.provider = credential.provider();
    row.name = credential.name();
    row.version = credential.version();
    row.lastFour = credential.lastFour();
    row.sealed = credential.sealed();
    row.createdAt = credential.createdAt();
    row.updatedAt = credential.updatedAt();
    return row;
  }

  CredentialStore.Owned owned() {
    return new CredentialStore.Owned(new WorkspaceId(workspaceId), value());
  }

  StoredCredential value() {
    return new StoredCredential(
        id, provider, name, version, lastFour, sealed, createdAt, updatedAt);
  }
}
