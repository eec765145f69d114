package dev.quorate.runs;

import dev.quorate.kernel.UuidV7;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** The name of this process in the runs it runs; a restart is another node. */
@Singleton
public class RunNode {
  private final UUID id;

  @Inject
  public RunNode(Clock clock) {
    this.id = UuidV7.create(clock);
  }

  public UUID id() {
    return id;
  }
}
