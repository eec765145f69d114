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
  private final @Nullable Duration retryAfter;
  private final transient Map<String, String> headers;

  GatewayException(ErrorCode code, String message, @Nullable String param) {
    this(code, message, param, null, Map.of(), null);
  }

  private GatewayException(
      ErrorCode code,
      String message,
      @Nullable String param,
      @Nullable Duration retryAfter,
      Map<String, String> headers,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.param = param;
    this.retryAfter = retryAfter;
    this.headers = Map.copyOf(headers);
  }

  /** The same refusal with a {@code Retry-After}. */
  public GatewayException retryAfter(Duration wait) {
    return new GatewayException(code, text(), param, wait, headers, getCause());
  }

  /** The same refusal with these headers, which say what the caller has left. */
  public GatewayException withHeaders(Map<String, String> told) {
    return new GatewayException(code, text(), param, retryAfter, told, getCause());
  }

  /** The same refusal with what led to it, for the log only. */
  public GatewayException causedBy(Throwable cause) {
    return new GatewayException(code, text(), param, retryAfter, headers, cause);
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
    return retryAfter;
  }

  /** Headers of the reply beside {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }
}
