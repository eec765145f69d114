package dev.quorate.billing.rows;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A call about to leave, with its price as it stood, USD per million tokens. */
@Entity
@Immutable
@Table(name = "call_intent")
@NullUnmarked
class CallIntentEntity {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "call_id"))
  LedgerKeyEntity key;

  @Column(name = "request_id")
  UUID requestId;

  @Column(name = "parent_call_id")
  UUID parentCallId;

  String role;

  @Column(name = "panel_index")
  Integer panelIndex;

  int step;

  int attempt;

  String provider;

  String model;

  @Column(name = "upstream_model")
  String upstreamModel;

  String credential;

  @Column(name = "price_version")
  String priceVersion;

  @Column(name = "price_input_per_million")
  BigDecimal priceInputPerMillion;

  @Column(name = "price_output_per_million")
  BigDecimal priceOutputPerMillion;

  @Column(name = "price_cache_read_per_million")
  BigDecimal priceCacheReadPerMillion;

  @Column(name = "price_cache_write_per_million")
  BigDecimal priceCacheWritePerMillion;

  @Column(name = "price_reasoning_per_million")
  BigDecimal priceReasoningPerMillion;

  @Column(name = "price_per_request")
  BigDecimal pricePerRequest;

  @Column(name = "input_bound")
  long inputBound;

  @Column(name = "output_bound")
  long outputBound;

  @Column(name = "project_id")
  UUID projectId;

  @Column(name = "api_key_id")
  UUID apiKeyId;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> tags;

  boolean test;

  @Column(name = "node_id")
  UUID nodeId;

  @Column(name = "intended_at")
  Instant intendedAt;
}
