package dev.quorate.upstream.attempt;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The limits around every call, {@code quorate.upstream.*}.
 *
 * @param slotWait how long a call waits for a slot of its provider and model
 * @param resolveTimeout how long a name look-up may take
 * @param trackedModels provider and model pairs with a breaker and slots of their own, per node;
 *     the least used beyond that start anew
 */
record UpstreamSettings(
    Duration slotWait,
    Duration resolveTimeout,
    int trackedModels,
    Silence silence,
    Breaker breaker,
    Retry retry) {

  /**
   * How long a provider may be silent while it streams.
   *
   * @param firstByte from the send to the first byte of its stream
   * @param idle from then on between any two
   */
  record Silence(Duration firstByte, Duration idle) {}

  /**
   * @param window calls looked at
   * @param minCalls of them before it may open
   * @param failurePercent of them that open it
   * @param openFor how long it stays open
   * @param timeoutCountsFrom a timeout is the provider's fault only when the call had this long; a
   *     caller who asks for less must not open it for others
   */
  record Breaker(
      int window, int minCalls, int failurePercent, Duration openFor, Duration timeoutCountsFrom) {}

  /**
   * @param jitter longest random wait before a retry
   * @param budgetPercent retries to a provider per hundred calls
   * @param budgetReserve retries it may make before that share counts
   */
  record Retry(Duration jitter, int budgetPercent, int budgetReserve) {}

  static UpstreamSettings read(Config config) {
    return new UpstreamSettings(
        millis(config, "slot-wait-ms", 0, 600_000),
        millis(config, "resolve-timeout-ms", 100, 60_000),
        number(config, "tracked-models", 10, 1_000_000),
        new Silence(
            millis(config, "first-byte-ms", 1, 600_000), millis(config, "idle-ms", 1, 600_000)),
        new Breaker(
            number(config, "breaker-window", 1, 10_000),
            number(config, "breaker-min-calls", 1, 10_000),
            number(config, "breaker-failure-percent", 1, 100),
            millis(config, "breaker-open-ms", 1, 3_600_000),
            millis(config, "breaker-timeout-from-ms", 0, 600_000)),
        new Retry(
            millis(config, "retry-jitter-ms", 0, 60_000),
            number(config, "retry-budget-percent", 0, 100),
            number(config, "retry-budget-reserve", 0, 10_000)));
  }

  private static Duration millis(Config config, String name, int min, int max) {
    return Duration.ofMillis(number(config, name, min, max));
  }

  private static int number(Config config, String name, int min, int max) {
    String key = "quorate.upstream." + name;
    int value = config.getValue(key, Integer.class);
    if (value < min || value > max) {
      throw new IllegalArgumentException(key + " must be from " + min + " to " + max);
    }
    return value;
  }
}
