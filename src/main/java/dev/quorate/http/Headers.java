package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names and shapes of the headers the shell reads and sets. */
public final class Headers {
  /** Says which request this was; equal to {@code request_id} of an error. */
  public static final String REQUEST_ID = "x-request-id";

  /** Set by the shell alone: the request came to OpenRouter's base path. */
  public static final String OPENROUTER = "x-quorate-openrouter";

  private Headers() {}

  /** The first value of each header, names in lower case. */
  static Map<String, String> firstValues(HttpHeaders headers) {
    Map<String, String> first = new HashMap<>();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!values.isEmpty() && values.getFirst() != null) {
            first.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst());
          }
        });
    // The map is of the headers as they came; only asked by name the shell's own is heard.
    first.remove(OPENROUTER);
    if (!headers.getRequestHeader(OPENROUTER).isEmpty()) {
      first.put(OPENROUTER, "1");
    }
    return first;
  }

  /**
   * All values of each parameter of the query, decoded.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_REQUEST
   */
  static Map<String, List<String>> query(UriInfo uri) {
    Map<String, List<String>> copy = new HashMap<>();
    try {
      uri.getQueryParameters().forEach((name, values) -> copy.put(name, List.copyOf(values)));
    } catch (IllegalArgumentException malformed) {
      throw ErrorCode.INVALID_REQUEST
          .because("The query is not properly percent-encoded.")
          .causedBy(malformed);
    }
    return copy;
  }

  /** Rounded up, at least one: a client must not come back early. */
  static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
