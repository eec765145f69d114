package dev.quorate.billing.recovery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often a node says that it lives, and how long the others wait for it. */
@Singleton
class RecoverySettings {
  private final Duration heartbeat;
  private final Duration lostAfter;

  @Inject
  RecoverySettings(
      @ConfigProperty(name = "quorate.billing.heartbeat-ms") long heartbeatMs,
      @ConfigProperty(name = "quorate.billing.node-lost-after-ms") long lostAfterMs) {
    if (heartbeatMs < 100 || heartbeatMs > 10_000) {
      throw new IllegalArgumentException(
          "quorate.billing.heartbeat-ms must be from 100 to 10000, not " + heartbeatMs);
    }
    // Two beats may be late, and what is open is to be settled within a minute.
    if (lostAfterMs < 3 * heartbeatMs || lostAfterMs > 45_000) {
      throw new IllegalArgumentException(
          "quorate.billing.node-lost-after-ms must be from %d to 45000, not %d"
              .formatted(3 * heartbeatMs, lostAfterMs));
    }
    this.heartbeat = Duration.ofMillis(heartbeatMs);
    this.lostAfter = Duration.ofMillis(lostAfterMs);
  }

  Duration heartbeat() {
    return heartbeat;
  }

  /** After which a silent node is taken for dead. */
  Duration lostAfter() {
    return lostAfter;
  }
}
