package dev.quorate.upstream.openai;

import dev.quorate.upstream.RetryAfter;
import dev.quorate.upstream.openai.RawReply.Ending;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Makes one exchange and takes its reply off the wire. The only class that may close a response
 * whose body has not come to its end: closing one reads it out, so first the connection is broken,
 * by an interrupt of our own that makes the socket close at its next read.
 */
final class ExchangeClient {
  private static final int MAX_BODY = 32 * 1024 * 1024;

  /** Of an error only the first words are of use. */
  private static final int MAX_ERROR_BODY = 64 * 1024;

  private final Clock clock;

  ExchangeClient(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws IOException when no status line arrived
   */
  RawReply exchange(
      ChatCompletionsClient client,
      @Nullable String authorization,
      @Nullable String fusionDepth,
      ChatRequest request)
      throws IOException {
    Response response;
    try {
      response = client.complete(authorization, fusionDepth, request);
    } catch (ProcessingException failure) {
      throw new IOException("no answer", failure);
    }
    return read(response);
  }

  private RawReply read(Response response) {
    int status = response.getStatus();
    int limit = status >= 200 && status < 300 ? MAX_BODY : MAX_ERROR_BODY;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Ending ending = Ending.CUT;
    try {
      ending = read(response, body, limit);
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
        ending);
  }

  private static Ending read(Response response, ByteArrayOutputStream body, int limit)
      throws IOException {
    if (!response.hasEntity()) {
      return Ending.WHOLE;
    }
    InputStream in = response.readEntity(InputStream.class);
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
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
    return response.getHeaderString("x-request-id");
  }
}
