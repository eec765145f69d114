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

/** How a hold ended, and what of it was spent, USD. */
@Entity
@Immutable
@Table(name = "hold_end")
@NullUnmarked
class HoldEndEntity {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "hold_id"))
  LedgerKeyEntity key;

  String outcome;

  @Column(name = "spent_usd")
  BigDecimal spentUsd;

  @Column(name = "ended_at")
  Instant endedAt;
}
