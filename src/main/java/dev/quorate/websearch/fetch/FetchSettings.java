package dev.quorate.websearch.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * The limits of a fetch, {@code quorate.web.fetch-*}.
 *
 * @param ports that an address may name
 * @param concurrency fetches at once on this node; further ones wait
 */
record FetchSettings(Times times, int maxBytes, int maxChars, Set<Integer> ports, int concurrency) {

  /**
   * @param lookup of one name
   * @param connect to one address, and again for its TLS handshake
   * @param total of a whole fetch, redirects and look-ups in it
   */
  record Times(Duration lookup, Duration connect, Duration total) {}

  FetchSettings {
    ports = Set.copyOf(ports);
  }

  static FetchSettings read(Config config) {
    return new FetchSettings(
        new Times(
            millis(config, "fetch-lookup-ms", 60_000),
            millis(config, "fetch-connect-ms", 60_000),
            millis(config, "fetch-total-ms", 600_000)),
        number(config, "fetch-max-bytes", 1024, 64 * 1024 * 1024),
        number(config, "fetch-max-chars", 100, 1_000_000),
        ports(config),
        number(config, "fetch-concurrency", 1, 10_000));
  }

  private static Set<Integer> ports(Config config) {
    String key = "quorate.web.fetch-ports";
    List<Integer> ports = config.getValues(key, Integer.class);
    if (ports.stream().anyMatch(port -> port < 1 || port > 65_535)) {
      throw new IllegalArgumentException(key + " must be ports from 1 to 65535");
    }
    return Set.copyOf(ports);
  }

  private static Duration millis(Config config, String name, int max) {
    return Duration.ofMillis(number(config, name, 1, max));
  }

  private static int number(Config config, String name, int min, int max) {
    String key = "quorate.web." + name;
    int value = config.getValue(key, Integer.class);
    if (value < min || value > max) {
      throw new IllegalArgumentException(key + " must be from " + min + " to " + max);
    }
    return value;
  }
}
