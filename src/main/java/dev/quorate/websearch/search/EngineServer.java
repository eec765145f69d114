package dev.quorate.websearch.search;

import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.websearch.SearchEngine;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * Where an engine is and how it is used.
 *
 * @param baseUri http or https, without a trailing slash
 * @param timeout of one search
 * @param maxHits kept of a reply, 1 to 20
 */
record EngineServer(URI baseUri, Duration timeout, int maxHits) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Searches at once from this node. */
  private static final int CONCURRENCY = 64;

  /**
   * Reads an address of the configuration.
   *
   * @throws IllegalArgumentException naming the key
   */
  static URI baseUri(String text, String key) {
    String address = text.strip();
    try {
      URI uri =
          new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (web
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(key + " must be an address", malformed);
    }
    throw new IllegalArgumentException(key + " must be an address that begins with http or https");
  }

  String host() {
    return baseUri.getHost();
  }

  /** What upstream's typed clients are made for; no model is called there. */
  ProviderTarget target(SearchEngine engine) {
    return new ProviderTarget(
        engine.id(), Dialect.OPENAI, baseUri, null, CONNECT_TIMEOUT, CONCURRENCY);
  }
}
