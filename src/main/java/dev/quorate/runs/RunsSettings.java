package dev.quorate.runs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The room's settings, checked once at start. */
@Singleton
class RunsSettings {
  /** A run must not expire before it ends, and none has more than 600 s. */
  private static final int LEAST_HOURS = 1;

  private static final int MOST_HOURS = 8_784;

  private final Duration retention;
  private final Duration sweepInterval;
  private final Duration heartbeat;
  private final Duration nodeLostAfter;
  private final Duration cancelPoll;

  @Inject
  RunsSettings(
      @ConfigProperty(name = "quorate.runs.retention-hours") int retentionHours,
      @ConfigProperty(name = "quorate.runs.sweep-interval-s") long sweepIntervalSeconds,
      @ConfigProperty(name = "quorate.runs.heartbeat-ms") long heartbeatMs,
      @ConfigProperty(name = "quorate.runs.node-lost-after-ms") long nodeLostAfterMs,
      @ConfigProperty(name = "quorate.runs.cancel-poll-ms") long cancelPollMs) {
    checkRetention(retentionHours);
    this.retention = Duration.ofHours(retentionHours);
    check("sweep-interval-s", sweepIntervalSeconds, 1, 86_400);
    this.sweepInterval = Duration.ofSeconds(sweepIntervalSeconds);
    check("heartbeat-ms", heartbeatMs, 100, 60_000);
    this.heartbeat = Duration.ofMillis(heartbeatMs);
    // Two beats may be late without a node being given up.
    check("node-lost-after-ms", nodeLostAfterMs, 3 * heartbeatMs, 600_000);
    this.nodeLostAfter = Duration.ofMillis(nodeLostAfterMs);
    // A cancelled run's calls are to be closed within a second.
    check("cancel-poll-ms", cancelPollMs, 50, 500);
    this.cancelPoll = Duration.ofMillis(cancelPollMs);
  }

  static void checkRetention(int hours) {
    check("retention-hours", hours, LEAST_HOURS, MOST_HOURS);
  }

  private static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "quorate.runs.%s must be from %d to %d, not %d".formatted(name, least, most, value));
    }
  }

  /** How long texts are kept where a workspace says nothing. */
  Duration retention() {
    return retention;
  }

  /** How often what has expired is deleted. */
  Duration sweepInterval() {
    return sweepInterval;
  }

  /** How often this node says that it lives. */
  Duration heartbeat() {
    return heartbeat;
  }

  /** After which silence a node's runs are given up. */
  Duration nodeLostAfter() {
    return nodeLostAfter;
  }

  /** How often this node asks which of its runs are to stop. */
  Duration cancelPoll() {
    return cancelPoll;
  }
}
