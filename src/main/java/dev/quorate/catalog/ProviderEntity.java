package dev.quorate.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code provider}. */
@Entity
@Table(name = "provider")
@NullUnmarked
class ProviderEntity {
  @Id String id;

  String dialect;

  @Column(name = "base_url")
  String baseUrl;

  @Column(name = "api_key_sealed")
  byte[] apiKeySealed;

  @Column(name = "connect_timeout_ms")
  int connectTimeoutMs;

  int concurrency;

  @Column(name = "on_client_abort")
  String onClientAbort;

  @Column(name = "zero_retention")
  boolean zeroRetention;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
