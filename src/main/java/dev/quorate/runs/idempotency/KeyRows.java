package dev.quorate.runs.idempotency;

import dev.quorate.kernel.RequestId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where keys are kept. Each method is one transaction; times are the database's. */
public interface KeyRows {
  /**
   * Who holds a key.
   *
   * @param ending null while it runs, and where its texts are not kept
   */
  record Holder(RequestId request, String bodyHash, boolean done, @Nullable KeptEnding ending) {}

  /**
   * Takes a key that nobody holds, or whose holder has expired.
   *
   * @return who holds it instead; null when it was taken
   */
  @Nullable Holder claim(KeyUse use, UUID node, Duration life);

  /**
   * Notes how the holder ended; nothing happens when it is not the holder any more.
   *
   * @param ending null where texts are not kept
   */
  void end(KeyUse use, @Nullable KeptEnding ending, Duration textsFor);

  /** Forgets the key where this request holds it. */
  void free(KeyUse use, RequestId holder);

  /** Deletes keys and texts that have expired, at most so many of each; says how many in all. */
  int deleteExpired(int limit);
}
