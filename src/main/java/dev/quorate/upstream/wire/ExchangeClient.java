package dev.quorate.upstream.wire;

import dev.quorate.upstream.RetryAfter;
import dev.quorate.upstream.wire.RawReply.Ending;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one exchange and takes its reply off the wire. The only class that may close a response
 * whose body has not come to its end: closing one reads it out, so first the connection is broken,
 * by an interrupt of our own that makes the socket close at its next read.
 */
public final class ExchangeClient {
  private static final int MAX_BODY = 32 * 1024 * 1024;

  /** Of one server-sent event. */
  private static final int MAX_EVENT = 1024 * 1024;

  /** Of an error only the first words are of use. */
  private static final int MAX_ERROR_BODY = 64 * 1024;

  private final Clock clock;
  private final int maxBody;

  public ExchangeClient(Clock clock) {
    this(clock, MAX_BODY);
  }

  /**
   * @param maxBody bytes of a whole body that are taken at most
   */
  public ExchangeClient(Clock clock, int maxBody) {
    this.clock = clock;
    this.maxBody = maxBody;
  }

  /**
   * Asks for a whole body.
   *
   * @throws IOException when no status line arrived
   */
  public RawReply exchange(Supplier<Response> call) throws IOException {
    return exchange(call, null);
  }

  /**
   * Asks for events; what is no good status or no event stream is read as a whole body.
   *
   * @param taker null to read every body as a whole
   * @throws IOException when no status line arrived
   */
  public RawReply exchange(Supplier<Response> call, @Nullable EventTaker taker) throws IOException {
    Response response;
    try {
      response = call.get();
    } catch (ProcessingException failure) {
      throw new IOException("no answer", failure);
    }
    return read(response, taker);
  }

  private RawReply read(Response response, @Nullable EventTaker taker) {
    int status = response.getStatus();
    boolean good = status >= 200 && status < 300;
    boolean streamed = taker != null && good && isEventStream(response);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Ending ending = Ending.CUT;
    try {
      if (!response.hasEntity()) {
        ending = Ending.WHOLE;
      } else if (streamed && taker != null) {
        ending = events(response.readEntity(InputStream.class), taker);
      } else {
        int limit = good ? maxBody : MAX_ERROR_BODY;
        ending = body(response.readEntity(InputStream.class), body, limit, taker);
      }
    } catch (IOException | ProcessingException cut) {
      // What arrived before is kept; why it ended, the call window knows.
    } finally {
      close(response, ending);
    }
    return new RawReply(
        status,
        requestId(response),
        RetryAfter.parse(response.getHeaderString(HttpHeaders.RETRY_AFTER), clock.instant()),
        response.getHeaderString(HttpHeaders.CONTENT_ENCODING),
        ending == Ending.TOO_LARGE ? new byte[0] : body.toByteArray(),
        streamed,
        ending);
  }

  private static boolean isEventStream(Response response) {
    String type = response.getHeaderString(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")
        && response.getHeaderString(HttpHeaders.CONTENT_ENCODING) == null;
  }

  static Ending events(InputStream in, EventTaker taker) throws IOException {
    ServerEvents events = new ServerEvents(in, taker::heard, MAX_EVENT);
    long total = 0;
    try {
      for (ServerEvent event = events.next(); event != null; event = events.next()) {
        total += event.data().length();
        if (total > MAX_BODY) {
          return Ending.TOO_LARGE;
        }
        if (!taker.take(event)) {
          return Ending.CUT;
        }
      }
    } catch (ServerEvents.TooLarge tooLarge) {
      return Ending.TOO_LARGE;
    }
    return Ending.WHOLE;
  }

  private static Ending body(
      InputStream in, ByteArrayOutputStream body, int limit, @Nullable EventTaker taker)
      throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (taker != null) {
        taker.heard();
      }
      int room = limit - body.size();
      body.write(buffer, 0, Math.min(n, room));
      if (n > room) {
        return Ending.TOO_LARGE;
      }
    }
    return Ending.WHOLE;
  }

  private static void close(Response response, Ending ending) {
    if (ending == Ending.WHOLE) {
      response.close();
      return;
    }
    boolean wasInterrupted = Thread.interrupted();
    Thread.currentThread().interrupt();
    try {
      response.close();
    } catch (ProcessingException broken) {
      // It was to break.
    } finally {
      boolean ignored = Thread.interrupted();
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String requestId(Response response) {
    String id = response.getHeaderString("x-request-id");
    return id == null ? response.getHeaderString("request-id") : id;
  }
}
