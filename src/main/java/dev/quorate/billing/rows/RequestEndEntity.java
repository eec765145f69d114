package dev.quorate.billing.rows;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** How a request ended; a request without one is running. */
@Entity
@Immutable
@Table(name = "request_end")
@NullUnmarked
class RequestEndEntity {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "request_id"))
  LedgerKeyEntity key;

  String status;

  @Column(name = "used_call_ids")
  UUID[] usedCallIds;

  @Column(name = "error_code")
  String errorCode;

  @Column(name = "ended_at")
  Instant endedAt;
}
