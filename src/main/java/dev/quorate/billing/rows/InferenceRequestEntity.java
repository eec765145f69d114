package dev.quorate.billing.rows;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** One request a client made. */
@Entity
@Immutable
@Table(name = "inference_request")
@NullUnmarked
class InferenceRequestEntity {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "request_id"))
  LedgerKeyEntity key;

  @Column(name = "api_key_id")
  UUID apiKeyId;

  @Column(name = "project_id")
  UUID projectId;

  String endpoint;

  @Column(name = "model_asked")
  String modelAsked;

  String preset;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> tags;

  boolean test;

  @Column(name = "received_at")
  Instant receivedAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "node_id")
  UUID nodeId;
}
