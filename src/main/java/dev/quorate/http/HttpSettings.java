package dev.quorate.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The settings of this room, {@code quorate.http.*}; their defaults stand in the properties file.
 */
@Singleton
public class HttpSettings {
  private final int maxOpenRequests;
  private final int maxConcurrentRequests;
  private final long maxBodyMemory;
  private final BodyLimits body;
  private final Duration keepAlive;
  private final Duration drain;

  @Inject
  HttpSettings(
      @ConfigProperty(name = "quorate.http.max-open-requests") int maxOpenRequests,
      @ConfigProperty(name = "quorate.http.max-concurrent-requests") int maxConcurrentRequests,
      @ConfigProperty(name = "quorate.http.max-body-memory-bytes") long maxBodyMemory,
      @ConfigProperty(name = "quorate.http.body-max-bytes") long bodyMaxBytes,
      @ConfigProperty(name = "quorate.http.body-min-bytes-per-second") long bodyRate,
      @ConfigProperty(name = "quorate.http.body-grace-ms") long bodyGraceMs,
      @ConfigProperty(name = "quorate.http.body-total-ms") long bodyTotalMs,
      @ConfigProperty(name = "quorate.http.keep-alive-ms") long keepAliveMs,
      @ConfigProperty(name = "quorate.http.drain-ms") long drainMs) {
    if (drainMs < 0 || drainMs > 3_600_000) {
      throw new IllegalArgumentException(
          "quorate.http.drain-ms must be from 0 to 3600000, not " + drainMs);
    }
    this.maxOpenRequests = maxOpenRequests;
    this.maxConcurrentRequests = maxConcurrentRequests;
    this.maxBodyMemory = maxBodyMemory;
    this.keepAlive = Duration.ofMillis(keepAliveMs);
    this.drain = Duration.ofMillis(drainMs);
    this.body =
        new BodyLimits(
            bodyMaxBytes, bodyRate, Duration.ofMillis(bodyGraceMs), Duration.ofMillis(bodyTotalMs));
  }

  /** Requests taken in, whether their body is still coming or they are at work. */
  int maxOpenRequests() {
    return maxOpenRequests;
  }

  /** Requests at work: those without a body, and those whose body is complete. */
  int maxConcurrentRequests() {
    return maxConcurrentRequests;
  }

  /** Bytes of bodies kept at once, all requests together. */
  long maxBodyMemory() {
    return maxBodyMemory;
  }

  /** The longest silence on an event stream. */
  public Duration keepAlive() {
    return keepAlive;
  }

  /** How long running requests may take to end once the process is asked to stop. */
  public Duration drain() {
    return drain;
  }

  BodyLimits body() {
    return body;
  }
}
