package dev.quorate.http.shell;

import dev.quorate.http.Headers;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Notes when a request came, before anything else looks at it, and leads OpenRouter's base path to
 * ours.
 */
@Provider
@PreMatching
@Singleton
public class Arrival implements ContainerRequestFilter {
  private static final String PROPERTY = "quorate.arrived-nanos";
  private static final String OPENROUTER = "quorate.openrouter";

  /** Where OpenRouter's clients look for the API once their host is changed. */
  private static final String OPENROUTERS_PATH = "/api/v1/";

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(PROPERTY, System.nanoTime());
    request.getHeaders().remove(Headers.OPENROUTER); // ours to say, nobody else's
    URI uri = request.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    if (path != null && path.startsWith(OPENROUTERS_PATH)) {
      request.setProperty(OPENROUTER, true);
      request.getHeaders().putSingle(Headers.OPENROUTER, "1");
      String query = uri.getRawQuery();
      String ours = path.substring("/api".length()) + (query == null ? "" : "?" + query);
      request.setRequestUri(uri.resolve(ours));
    }
  }

  /** Whether the request came to OpenRouter's base path, and so expects its errors. */
  static boolean isOpenRouters(ContainerRequestContext request) {
    return request.getProperty(OPENROUTER) != null;
  }

  /** Nanoseconds since, or zero when the request never got this far. */
  static long elapsedNanos(ContainerRequestContext request) {
    @Nullable Object arrived = request.getProperty(PROPERTY);
    return arrived instanceof Long nanos ? System.nanoTime() - nanos : 0;
  }
}
