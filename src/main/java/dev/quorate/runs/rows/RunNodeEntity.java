package dev.quorate.runs.rows;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code run_node}; written by plain SQL, since its times are the database's. */
@Entity
@Immutable
@Table(name = "run_node")
@NullUnmarked
class RunNodeEntity {
  @Id
  @Column(name = "node_id")
  private UUID nodeId;

  @Column(name = "seen_at")
  private Instant seenAt;

  protected RunNodeEntity() {}
}
