package dev.quorate.websearch.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a page is, read strictly: what is not plainly the address of a public page is refused, for
 * two readers that understand an address differently are how a wall is passed.
 *
 * @param port as written, or the scheme's own
 * @param pathAndQuery ASCII, begins with a slash
 */
record PageAddress(boolean secure, PageHost host, int port, String pathAndQuery) {
  private static final int MAX_LENGTH = 2048;

  /**
   * Reads what a model wrote.
   *
   * @param ports that may be named
   * @throws NotAllowed with a sentence for the model
   */
  static PageAddress parse(String text, Set<Integer> ports) throws NotAllowed {
    if (text.length() > MAX_LENGTH) {
      throw new NotAllowed("The address is longer than " + MAX_LENGTH + " characters.");
    }
    return of(uri(text), ports);
  }

  /** Where a redirect of this page leads, read as strictly. */
  PageAddress redirectedTo(String location, Set<Integer> ports) throws NotAllowed {
    if (location.length() > MAX_LENGTH) {
      throw new NotAllowed("The page redirects to an address that is too long.");
    }
    URI target = syntax(location.startsWith("?") ? path() + location : location);
    return of(uri(uri().resolve(target).toString()), ports);
  }

  private static PageAddress of(URI uri, Set<Integer> ports) throws NotAllowed {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    if (!secure && !scheme.equals("http")) {
      throw new NotAllowed("The address must begin with https:// or http://.");
    }
    if (uri.getHost() == null) {
      throw new NotAllowed("The address must name a host.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawAuthority().indexOf('@') >= 0) {
      throw new NotAllowed("The address must not hold a user name or password.");
    }
    int port = uri.getPort() == -1 ? (secure ? 443 : 80) : uri.getPort();
    if (!ports.contains(port)) {
      throw new NotAllowed("The address names a port that is not fetched from.");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new PageAddress(secure, PageHost.of(uri.getHost()), port, path + query);
  }

  /** Non-ASCII is allowed where it has one meaning: in path and query, percent-encoded. */
  private static URI uri(String text) throws NotAllowed {
    URI read = syntax(text);
    if (!isAscii(read.getRawAuthority())) {
      throw new NotAllowed("An international host name must be written in its xn-- form.");
    }
    return isAscii(text) ? read : syntax(read.toASCIIString());
  }

  private static URI syntax(String text) throws NotAllowed {
    try {
      URI uri = new URI(text);
      return uri.getRawAuthority() == null ? uri : uri.parseServerAuthority();
    } catch (URISyntaxException malformed) {
      throw new NotAllowed("The address is malformed.");
    }
  }

  private static boolean isAscii(@Nullable String text) {
    return text == null || text.chars().allMatch(character -> character < 0x80);
  }

  /** The whole address, without a fragment. */
  URI uri() {
    String name = host.name().indexOf(':') >= 0 ? "[" + host.name() + "]" : host.name();
    String port = this.port == (secure ? 443 : 80) ? "" : ":" + this.port;
    return URI.create((secure ? "https" : "http") + "://" + name + port + pathAndQuery);
  }

  private String path() {
    int query = pathAndQuery.indexOf('?');
    return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
  }
}
