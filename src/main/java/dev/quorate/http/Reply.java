package dev.quorate.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer: a body that {@link Json} can write (a wire record, a map, a list), a {@link
 * Document}, an {@link EventStream}, or none.
 *
 * @param headers beside {@code x-request-id}, which the shell sets where it is not among them
 */
public record Reply(int status, @Nullable Object body, Map<String, String> headers) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply ok(Object body) {
    return new Reply(200, body, Map.of());
  }

  public static Reply created(Object body) {
    return new Reply(201, body, Map.of());
  }

  public static Reply noContent() {
    return new Reply(204, null, Map.of());
  }
}
