package dev.quorate.launcher;

/** The gateway could not be started; the message tells the operator why and what to do. */
public final class StartFailed extends RuntimeException {
  StartFailed(String message) {
    super(message);
  }

  StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
