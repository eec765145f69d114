package dev.quorate.billing.rows;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** What a call came to: tokens in buckets that do not overlap, amounts in USD. */
@Entity
@Immutable
@Table(name = "call_settlement")
@NullUnmarked
class CallSettlementEntity {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "call_id"))
  LedgerKeyEntity key;

  String outcome;

  @Column(name = "input_tokens")
  long inputTokens;

  @Column(name = "cache_read_tokens")
  long cacheReadTokens;

  @Column(name = "cache_write_tokens")
  long cacheWriteTokens;

  @Column(name = "output_tokens")
  long outputTokens;

  @Column(name = "reasoning_tokens")
  long reasoningTokens;

  @Column(name = "usage_source")
  String usageSource;

  @Column(name = "amount_usd")
  BigDecimal amountUsd;

  @Column(name = "exposure_usd")
  BigDecimal exposureUsd;

  boolean clamped;

  @Column(name = "provider_request_id")
  String providerRequestId;

  @Column(name = "upstream_status")
  Integer upstreamStatus;

  @Column(name = "latency_ms")
  long latencyMs;

  @Column(name = "first_token_ms")
  Long firstTokenMs;

  @Column(name = "settled_at")
  Instant settledAt;
}
