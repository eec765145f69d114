package dev.quorate.bench;

import java.time.Duration;
import java.util.Arrays;

/**
 * What one load came to. Times are from the first byte written to the last byte read.
 *
 * @param answers answers with status 200
 * @param failures answers with another status
 * @param perSecond answers with status 200 per second
 */
public record LoadFigures(
    int answers, int failures, long perSecond, Duration p50, Duration p99, Duration worst) {

  static LoadFigures of(long[] nanos, int failures, long wallNanos) {
    Arrays.sort(nanos);
    return new LoadFigures(
        nanos.length,
        failures,
        Math.round(nanos.length * 1e9 / wallNanos),
        at(nanos, 50),
        at(nanos, 99),
        at(nanos, 100));
  }

  private static Duration at(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return Duration.ZERO;
    }
    int rank = (int) Math.ceil(sorted.length * percent / 100.0);
    return Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
  }
}
