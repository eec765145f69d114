package dev.quorate.websearch;

import dev.quorate.kernel.call.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a search or a fetch came to. What the network does never travels as an exception. Sentences
 * are safe for the model and the caller: no secret, no inner cause, nothing the other side wrote.
 */
public sealed interface WebResult<T> {
  /** How the ledger line reads. */
  CallOutcome outcome();

  /** The last HTTP status that came, null when none did. */
  @Nullable Integer status();

  /** It came, whole or as much of it as we take. */
  record Found<T>(T value, @Nullable Integer status) implements WebResult<T> {
    @Override
    public CallOutcome outcome() {
      return CallOutcome.OK;
    }

    @Override
    public String toString() {
      return "Found[" + status + "]";
    }
  }

  /**
   * Not ours to fetch: no public address, or no text behind it.
   *
   * @param status null when nothing was sent; else that of the page that led there
   */
  record Refused<T>(String sentence, @Nullable Integer status) implements WebResult<T> {
    @Override
    public CallOutcome outcome() {
      return status == null ? CallOutcome.NOT_SENT : CallOutcome.ERROR;
    }
  }

  /** It failed, came too late or was given up. */
  record Failed<T>(CallOutcome outcome, @Nullable Integer status, String sentence)
      implements WebResult<T> {}
}
