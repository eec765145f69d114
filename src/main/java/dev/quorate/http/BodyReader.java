package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Takes a body in, up to a size and above a speed. Blocks the (virtual) thread it is called on. A
 * client that sends nothing at all is cut by the server's own read time-out; one that drips is cut
 * here.
 */
final class BodyReader {
  private static final int CHUNK = 16 * 1024;

  private final BodyLimits limits;
  private final LongSupplier nanoTime;

  BodyReader(BodyLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Refuses a body that announces itself too large, before a byte of it is read. */
  void checkAnnounced(String contentLength) {
    if (contentLength.length() > 18 || Long.parseLong(contentLength) > limits.maxBytes()) {
      throw tooLarge();
    }
  }

  /**
   * Reads to the end.
   *
   * @param memory told of every further piece before it is kept; may refuse
   * @throws dev.quorate.kernel.GatewayException BODY_TOO_LARGE, REQUEST_TIMEOUT, INVALID_REQUEST
   */
  byte[] read(InputStream in, LongConsumer memory) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    byte[] chunk = new byte[CHUNK];
    long start = nanoTime.getAsLong();
    try {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (body.size() + (long) n > limits.maxBytes()) {
          throw tooLarge();
        }
        if (limits.tooSlow(body.size() + (long) n, nanoTime.getAsLong() - start)) {
          throw tooSlow();
        }
        memory.accept(n);
        body.write(chunk, 0, n);
      }
    } catch (SocketTimeoutException silence) {
      throw tooSlow().causedBy(silence);
    } catch (IOException broken) {
      throw ErrorCode.INVALID_REQUEST
          .because("The connection broke before the body was complete.")
          .causedBy(broken);
    }
    return body.toByteArray();
  }

  private GatewayException tooLarge() {
    return ErrorCode.BODY_TOO_LARGE.because(
        "The body is larger than " + limits.maxBytes() + " bytes.");
  }

  private static GatewayException tooSlow() {
    return ErrorCode.REQUEST_TIMEOUT.because("The body arrived too slowly.");
  }
}
