package dev.quorate.http.shell;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Notes when a request came, before anything else looks at it. */
@Provider
@PreMatching
@Singleton
public class Arrival implements ContainerRequestFilter {
  private static final String PROPERTY = "quorate.arrived-nanos";

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(PROPERTY, System.nanoTime());
  }

  /** Nanoseconds since, or zero when the request never got this far. */
  static long elapsedNanos(ContainerRequestContext request) {
    @Nullable Object arrived = request.getProperty(PROPERTY);
    return arrived instanceof Long nanos ? System.nanoTime() - nanos : 0;
  }
}
