package dev.quorate.http;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.VirtualThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes a request from the container's thread to a virtual one, and its outcome back. Everything
 * that may block (keys, body, database, models) happens in the {@link Work}.
 */
@Singleton
public class Handover {
  private final VirtualThreads threads;
  private final Clock clock;
  private final InFlight inFlight;
  private final Json json;
  private final Failures failures;

  @Inject
  Handover(VirtualThreads threads, Clock clock, InFlight inFlight, Json json, Failures failures) {
    this.threads = threads;
    this.clock = clock;
    this.inFlight = inFlight;
    this.json = json;
    this.failures = failures;
  }

  /** What a resource does with a request. */
  @FunctionalInterface
  public interface Work {
    /** May throw {@link dev.quorate.kernel.GatewayException}; anything else is a 500. */
    Reply run(RequestHead head);
  }

  /** Returns at once; the response is resumed exactly once, whatever happens. */
  public void handle(AsyncResponse async, HttpHeaders headers, UriInfo uri, Work work) {
    RequestHead head = head(headers, uri);
    async.setTimeout(0, TimeUnit.SECONDS); // deadlines are ours, not the container's
    try {
      inFlight.enter(head.id(), hasBody(head.headers()));
      threads.execute(() -> run(async, head, work));
    } catch (RuntimeException refused) {
      finish(async, head, failures.answer(refused, head.id()));
    }
  }

  private RequestHead head(HttpHeaders headers, UriInfo uri) {
    return new RequestHead(
        RequestId.create(clock),
        clock.instant(),
        System.nanoTime(),
        Headers.firstValues(headers),
        Headers.query(uri));
  }

  // Errors too: a suspended response nobody resumes would hold the client for ever.
  @SuppressWarnings("CatchingUnchecked")
  private void run(AsyncResponse async, RequestHead head, Work work) {
    Response response;
    try {
      response = response(work.run(head), head.id());
    } catch (Throwable failure) {
      response = failures.answer(failure, head.id());
    }
    finish(async, head, response);
  }

  private void finish(AsyncResponse async, RequestHead head, Response response) {
    try {
      async.resume(response);
    } finally {
      inFlight.leave(head.id());
    }
  }

  private Response response(Reply reply, RequestId id) {
    Response.ResponseBuilder response = Response.status(reply.status());
    switch (reply.body()) {
      case null -> {}
      case EventStream stream ->
          response
              .type("text/event-stream; charset=utf-8")
              .header("X-Accel-Buffering", "no") // proxies that know it pass events on at once
              .entity((StreamingOutput) stream::writeTo);
      case Document document -> response.type(document.mediaType()).entity(document.bytes());
      case Object body -> response.type(MediaType.APPLICATION_JSON_TYPE).entity(json.write(body));
    }
    reply.headers().forEach(response::header);
    if (!reply.headers().containsKey(Headers.REQUEST_ID)) { // a replay has the first one's
      response.header(Headers.REQUEST_ID, id.asRequest());
    }
    return response.build();
  }

  private static boolean hasBody(Map<String, String> headers) {
    String length = headers.get("content-length");
    return headers.containsKey("transfer-encoding") || (length != null && !length.equals("0"));
  }
}
