package dev.quorate.billing.rows;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Money reserved for a request, USD; a further hold of the same request is a top-up. */
@Entity
@Immutable
@Table(name = "hold")
@NullUnmarked
class HoldEntity {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "hold_id"))
  LedgerKeyEntity key;

  @Column(name = "request_id")
  UUID requestId;

  @Column(name = "amount_usd")
  BigDecimal amountUsd;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "node_id")
  UUID nodeId;

  @Column(name = "placed_at")
  Instant placedAt;
}
