package dev.quorate.runs.idempotency;

import dev.quorate.kernel.RequestId;
import org.jspecify.annotations.Nullable;

/** What a request with a key finds. */
public sealed interface KeyClaim {
  /** The key is its own now. */
  record Granted() implements KeyClaim {}

  /** The key came with another body before. */
  record OtherBody() implements KeyClaim {}

  /** The first request is still at work. */
  record Running() implements KeyClaim {}

  /**
   * The first request has ended.
   *
   * @param ending null where its texts are not kept, or not any more
   */
  record Ended(RequestId request, @Nullable KeptEnding ending) implements KeyClaim {}
}
