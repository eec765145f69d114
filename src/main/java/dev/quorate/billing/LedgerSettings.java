package dev.quorate.billing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The room's settings, checked once at start. */
@Singleton
class LedgerSettings {
  private final int queueLimit;
  private final Duration linger;
  private final Duration commitWait;
  private final Duration closeWait;
  private final Duration holdTtl;
  private final Duration drainWait;

  @Inject
  LedgerSettings(
      @ConfigProperty(name = "quorate.billing.queue-limit") int queueLimit,
      @ConfigProperty(name = "quorate.billing.linger-ms") long lingerMs,
      @ConfigProperty(name = "quorate.billing.commit-wait-ms") long commitWaitMs,
      @ConfigProperty(name = "quorate.billing.close-wait-ms") long closeWaitMs,
      @ConfigProperty(name = "quorate.billing.hold-ttl-ms") long holdTtlMs,
      @ConfigProperty(name = "quorate.billing.drain-wait-ms") long drainWaitMs) {
    if (queueLimit < 100 || queueLimit > 1_000_000) {
      throw new IllegalArgumentException(
          "quorate.billing.queue-limit must be from 100 to 1000000, not " + queueLimit);
    }
    this.queueLimit = queueLimit;
    // 100 ms is what the ledger's readers are promised.
    this.linger = within("linger-ms", lingerMs, 0, 100);
    this.commitWait = within("commit-wait-ms", commitWaitMs, 100, 60_000);
    this.closeWait = within("close-wait-ms", closeWaitMs, 0, 60_000);
    // A hold must outlive the longest run, which has 600 s.
    this.holdTtl = within("hold-ttl-ms", holdTtlMs, 660_000, 86_400_000);
    this.drainWait = within("drain-wait-ms", drainWaitMs, 0, 600_000);
  }

  private static Duration within(String name, long millis, long least, long most) {
    if (millis < least || millis > most) {
      throw new IllegalArgumentException(
          "quorate.billing.%s must be from %d to %d, not %d".formatted(name, least, most, millis));
    }
    return Duration.ofMillis(millis);
  }

  /** Pieces of work that may wait before new requests and calls are turned away. */
  int queueLimit() {
    return queueLimit;
  }

  /** How long a row nobody waits for may wait for company. */
  Duration linger() {
    return linger;
  }

  /** How long a request or a call waits for its intents' commit. */
  Duration commitWait() {
    return commitWait;
  }

  /** How long a finished request waits for its end's commit. */
  Duration closeWait() {
    return closeWait;
  }

  /** After which a hold nobody ended may be expired. */
  Duration holdTtl() {
    return holdTtl;
  }

  /** How long the server's end waits for what is not written yet. */
  Duration drainWait() {
    return drainWait;
  }
}
