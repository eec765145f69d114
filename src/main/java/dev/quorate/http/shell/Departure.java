package dev.quorate.http.shell;

import dev.quorate.http.Drain;
import dev.quorate.http.Headers;
import dev.quorate.http.InFlight;
import dev.quorate.http.Json;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every response passes here on its way out: it gets the headers all of them have, one line in the
 * access log, and its place in the metrics. The line has fixed fields and nothing a client wrote.
 */
@Provider
@Singleton
public class Departure implements ContainerResponseFilter {
  private static final System.Logger LOG = System.getLogger("quorate.access");

  private final InFlight inFlight;
  private final Json json;
  private final RequestMetrics metrics;
  private final Clock clock;
  private final Drain drain;

  @Inject
  Departure(InFlight inFlight, Json json, RequestMetrics metrics, Clock clock, Drain drain) {
    this.inFlight = inFlight;
    this.json = json;
    this.metrics = metrics;
    this.clock = clock;
    this.drain = drain;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    Object given = headers.getFirst(Headers.REQUEST_ID);
    RequestId id =
        given == null
            ? RequestId.create(clock)
            : RequestId.parse(given.toString()).orElseGet(() -> RequestId.create(clock));
    headers.putSingle(Headers.REQUEST_ID, id.asRequest());
    if (!headers.containsKey("Cache-Control")) {
      headers.putSingle("Cache-Control", "no-store");
    }
    headers.putSingle("X-Content-Type-Options", "nosniff");
    if (drain.isBegun()) {
      headers.putSingle("Connection", "close"); // the next request is to find another node
    }
    if (Arrival.isOpenRouters(request)
        && response.getStatus() >= 400
        && response.getEntity() instanceof byte[] error) {
      response.setEntity(OpenRouterErrors.of(error, response.getStatus(), json.mapper()));
    }
    Duration took = Duration.ofNanos(Arrival.elapsedNanos(request));
    String template = PathTemplates.of(request);
    metrics.count(method(request), template, response.getStatus(), took);
    if (LOG.isLoggable(Level.INFO)) {
      WorkspaceId workspace = inFlight.workspace(id);
      LOG.log(Level.INFO, line(id, request, response.getStatus(), took, workspace));
    }
  }

  private String line(
      RequestId id,
      ContainerRequestContext request,
      int status,
      Duration took,
      @Nullable WorkspaceId workspace) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("request_id", id.asRequest());
    line.put("method", method(request));
    line.put("path", PathTemplates.of(request));
    line.put("status", status);
    line.put("ms", took.toMillis());
    line.put("workspace_id", workspace == null ? null : workspace.toString());
    return json.writeText(line);
  }

  /** Methods are free text on the wire; only those we know are named. */
  private static String method(ContainerRequestContext request) {
    String method = request.getMethod();
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "(other)";
    };
  }
}
