package dev.quorate.tenancy.store;

import dev.quorate.tenancy.KeyHash;
import dev.quorate.tenancy.KeyText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code admin_key}. */
@Entity
@Table(name = "admin_key")
@NullUnmarked
class AdminKeyEntity {
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

  @Column(name = "disabled")
  private boolean disabled;

  @Column(name = "created_at")
  private Instant createdAt;

  protected AdminKeyEntity() {}

  static AdminKeyEntity of(UUID id, String name, KeyText key, KeyHash hash, Instant createdAt) {
    AdminKeyEntity row = new AdminKeyEntity();
    row.id = id;
    row.name = name;
    row.prefix = key.shownPrefix();
    row.lastFour = key.lastFour();
    row.hash = hash.bytes();
    row.pepperVersion = hash.pepperVersion();
    row.createdAt = createdAt;
    return row;
  }
}
