package dev.quorate.upstream;

import dev.quorate.upstream.request.Turn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call came to. Provider failure is data: it never travels as an exception. */
public sealed interface CallResult {

  /**
   * The model answered with a whole body.
   *
   * @param text visible text, may be empty
   * @param toolCalls tools the model asks its caller to run, in its order
   */
  record Answered(String text, FinishReason finish, List<Turn.ToolCall> toolCalls)
      implements CallResult {
    public Answered {
      toolCalls = List.copyOf(toolCalls);
    }

    /** An answer in text alone. */
    public Answered(String text, FinishReason finish) {
      this(text, finish, List.of());
    }

    /** All tokens went into reasoning: the cap was reached before the first visible character. */
    public boolean starved() {
      return empty() && finish == FinishReason.LENGTH;
    }

    /** Nothing visible and nothing asked for, for whatever reason. */
    public boolean empty() {
      return text.isBlank() && toolCalls.isEmpty();
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
