package dev.quorate.runs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long texts are kept. */
@Singleton
public class Retention {
  private final Duration usual;

  @Inject
  Retention(RunsSettings settings) {
    this.usual = settings.retention();
  }

  /**
   * When what is made at {@code createdAt} expires.
   *
   * @param hours the workspace's own, null for this gateway's
   */
  public Instant expiry(Instant createdAt, @Nullable Integer hours) {
    if (hours == null) {
      return createdAt.plus(usual);
    }
    RunsSettings.checkRetention(hours);
    return createdAt.plus(Duration.ofHours(hours));
  }
}
