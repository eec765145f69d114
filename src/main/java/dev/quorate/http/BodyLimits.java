package dev.quorate.http;

import java.time.Duration;

/**
 * What a request body may cost us.
 *
 * @param maxBytes of the whole body
 * @param bytesPerSecond average a body must keep once {@code grace} has passed
 * @param total from the first read to the last
 */
record BodyLimits(long maxBytes, long bytesPerSecond, Duration grace, Duration total) {
  /** Whether a body of which so much has come in that time is too slow to wait for. */
  boolean tooSlow(long bytes, long elapsedNanos) {
    if (elapsedNanos >= total.toNanos()) {
      return true;
    }
    long counted = elapsedNanos - grace.toNanos();
    return counted > 0 && bytes < counted / 1_000_000 * bytesPerSecond / 1000;
  }
}
