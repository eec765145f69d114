package dev.quorate.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call came to. Provider failure is data: it never travels as an exception. */
public sealed interface CallResult {

  /**
   * The model answered with a whole body.
   *
   * @param text visible text, may be empty
   */
  record Answered(String text, FinishReason finish) implements CallResult {
    /** All tokens went into reasoning: the cap was reached before the first visible character. */
    public boolean starved() {
      return text.isBlank() && finish == FinishReason.LENGTH;
    }

    /** Nothing visible, for whatever reason. */
    public boolean empty() {
      return text.isBlank();
    }

    @Override
    public String toString() {
      return "Answered[" + text.length() + " chars, " + finish + "]";
    }
  }

  /**
   * No usable reply.
   *
   * @param status the provider's HTTP status, null when none arrived
   * @param message safe for the caller: no secret, no prompt, no address
   * @param retryAfter what the provider asked for, null when it did not
   */
  record Failed(
      FailureKind kind, @Nullable Integer status, String message, @Nullable Duration retryAfter)
      implements CallResult {}
}
