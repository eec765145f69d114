package dev.quorate.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code model}. */
@Entity
@Table(name = "model")
@NullUnmarked
class ModelEntity {
  @Id String id;

  @Column(name = "provider_id")
  String providerId;

  @Column(name = "upstream_model")
  String upstreamModel;

  @Column(name = "alias_of")
  String aliasOf;

  String name;

  @Column(name = "context_length")
  Integer contextLength;

  @Column(name = "max_output_tokens")
  Integer maxOutputTokens;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] supports;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
