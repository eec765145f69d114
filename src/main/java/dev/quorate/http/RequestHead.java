package dev.quorate.http;

import dev.quorate.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a request before its body is read, copied while the container's thread is still
 * ours. Headers may hold secrets: {@code toString} names none of them.
 *
 * @param id made at the door; also the id of the response and the run
 * @param receivedAt from the injected clock
 * @param arrivedNanos {@link System#nanoTime} at arrival, for durations
 * @param headers first value of each, names in lower case
 * @param query all values of each parameter, decoded
 */
public record RequestHead(
    RequestId id,
    Instant receivedAt,
    long arrivedNanos,
    Map<String, String> headers,
    Map<String, List<String>> query) {
  public RequestHead {
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
  }

  /** The first value of a header, any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether it came to {@code /api/v1}, where OpenRouter's clients look for the API. */
  public boolean isOpenRouters() {
    return header(Headers.OPENROUTER).isPresent();
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(l -> !l.isEmpty()).map(List::getFirst);
  }

  @Override
  public String toString() {
    return "RequestHead[" + id + "]";
  }
}
