package dev.quorate.upstream.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reply as it came off the wire, unread.
 *
 * @param requestId the provider's own id for the call
 * @param contentEncoding null when there is none, which is what we ask for
 * @param body what arrived, at most the limit; empty when it came as events
 * @param streamed the body came as events and was taken as it came
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record RawReply(
    int status,
    @Nullable String requestId,
    @Nullable Duration retryAfter,
    @Nullable String contentEncoding,
    byte[] body,
    boolean streamed,
    Ending ending) {
  private static final int MAX_ID = 200;

  /** How the body came to its end. */
  public enum Ending {
    WHOLE,
    /** The connection broke, or we gave the wait up. */
    CUT,
    /** There was more than we take. */
    TOO_LARGE
  }

  public RawReply {
    requestId = requestId == null ? null : printable(requestId);
  }

  /** A status from 200 to 299. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Compressed, which nobody asked for. */
  public boolean isEncoded() {
    return contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
  }

  /** With the id of the body where no header gave one. */
  public RawReply orId(JsonNode id) {
    return requestId == null && id.isString()
        ? new RawReply(
            status, id.stringValue(), retryAfter, contentEncoding, body, streamed, ending)
        : this;
  }

  /** It goes to the ledger and to reports: bounded, and no control characters. */
  private static String printable(String id) {
    String clean = id.replaceAll("[^\\x21-\\x7e]", "");
    return clean.substring(0, Math.min(clean.length(), MAX_ID));
  }

  @Override
  public String toString() {
    return "RawReply[" + status + ", " + body.length + " bytes, " + ending + "]";
  }
}
