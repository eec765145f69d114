package dev.quorate.kernel;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The business said no. The message is written for the caller: it names fields and limits, never a
 * secret, a prompt or an inner cause. Normal endings of a run are values, not this.
 */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String param;
  private final transient Hints hints;

  /** What the caller is told beside the message. */
  private record Hints(@Nullable Duration retryAfter, Map<String, String> headers) {
    static final Hints NONE = new Hints(null, Map.of());

    Hints {
      headers = Map.copyOf(headers);
    }
  }

  GatewayException(ErrorCode code, String message, @Nullable String param) {
    this(code, message, param, Hints.NONE, null);
  }

  private GatewayException(
      ErrorCode code,
      String message,
      @Nullable String param,
      Hints hints,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.param = param;
    this.hints = hints;
  }

  /** The same refusal with a {@code Retry-After}. */
  public GatewayException retryAfter(Duration wait) {
    return with(new Hints(wait, hints.headers));
  }

  /** The same refusal with these headers, which say what the caller has left. */
  public GatewayException withHeaders(Map<String, String> told) {
    return with(new Hints(hints.retryAfter, told));
  }

  private GatewayException with(Hints other) {
    return new GatewayException(code, text(), param, other, getCause());
  }

  /** The same refusal with what led to it, for the log only. */
  public GatewayException causedBy(Throwable cause) {
    return new GatewayException(code, text(), param, hints, cause);
  }

  public ErrorCode code() {
    return code;
  }

  /** The sentence for the caller. */
  public String text() {
    String message = getMessage();
    return message == null ? code.meaning() : message;
  }

  /** Path of the offending field, or null. */
  public @Nullable String param() {
    return param;
  }

  /** How long the caller should wait before trying again, or null. */
  public @Nullable Duration retryAfter() {
    return hints.retryAfter;
  }

  /** Headers of the reply beside {@code Retry-After}. */
  public Map<String, String> headers() {
    return hints.headers;
  }
}
