package dev.quorate.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code price}: written once, never changed. */
@Entity
@Immutable
@Table(name = "price")
@NullUnmarked
class PriceEntity {
  @Id UUID id;

  @Column(name = "model_id")
  String modelId;

  @Column(name = "provider_id")
  String providerId;

  @Column(name = "effective_from")
  Instant effectiveFrom;

  @Column(name = "input_per_million")
  BigDecimal inputPerMillion;

  @Column(name = "output_per_million")
  BigDecimal outputPerMillion;

  @Column(name = "cache_read_per_million")
  BigDecimal cacheReadPerMillion;

  @Column(name = "cache_write_per_million")
  BigDecimal cacheWritePerMillion;

  @Column(name = "reasoning_per_million")
  BigDecimal reasoningPerMillion;

  @Column(name = "per_request")
  BigDecimal perRequest;

  @Column(name = "created_at")
  Instant createdAt;
}
