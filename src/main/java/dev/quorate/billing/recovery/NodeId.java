package dev.quorate.billing.recovery;

import dev.quorate.kernel.UuidV7;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** The name of this process in the rows it owns; a restart is another node. */
@Singleton
public class NodeId {
  private final UUID value;

  @Inject
  NodeId(Clock clock) {
    this.value = UuidV7.create(clock);
  }

  public UUID value() {
    return value;
  }
}
