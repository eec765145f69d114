package dev.quorate.runs.rows;

import dev.quorate.kernel.Sensitive;
import dev.quorate.runs.RunEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code background_event}; written by plain SQL, many at once. */
@Entity
@Immutable
@Table(name = "background_event")
@IdClass(BackgroundEventEntity.Key.class)
@NullUnmarked
class BackgroundEventEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id
  @Column(name = "request_id")
  private UUID requestId;

  @Id
  @Column(name = "sequence_number")
  private int sequenceNumber;

  @Column(columnDefinition = "text")
  private String name;

  @Column(columnDefinition = "text")
  private String body;

  protected BackgroundEventEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID requestId, int sequenceNumber) implements Serializable {}

  RunEvent value() {
    return new RunEvent(sequenceNumber, name, Sensitive.of(body));
  }
}
