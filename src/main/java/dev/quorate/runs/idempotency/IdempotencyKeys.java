package dev.quorate.runs.idempotency;

import dev.quorate.database.DatabaseUnavailable;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.Retention;
import dev.quorate.runs.RunNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Clients' keys for their requests. One request holds a key, on whatever node; keys of requests
 * whose node died become free when the node is given up. Every method blocks on the database and
 * throws {@link DatabaseUnavailable}.
 */
@Singleton
public class IdempotencyKeys {
  /** How long a key means the same request. */
  static final Duration LIFE = Duration.ofHours(24);

  private static final KeyClaim GRANTED = new KeyClaim.Granted();

  private final KeyRows rows;
  private final RunNode node;
  private final KeepsTexts keeps;
  private final Retention retention;
  private final Clock clock;

  @Inject
  public IdempotencyKeys(
      KeyRows rows, RunNode node, KeepsTexts keeps, Retention retention, Clock clock) {
    this.rows = rows;
    this.node = node;
    this.keeps = keeps;
    this.retention = retention;
    this.clock = clock;
  }

  /** Takes the key, or says what became of whoever has it. */
  public KeyClaim claim(KeyUse use) {
    KeyRows.Holder holder = holder(use);
    if (holder == null || holder.request().equals(use.request())) {
      return GRANTED;
    }
    if (!holder.bodyHash().equals(use.bodyHash())) {
      return new KeyClaim.OtherBody();
    }
    return holder.done()
        ? new KeyClaim.Ended(holder.request(), holder.ending())
        : new KeyClaim.Running();
  }

  /** A claim whose COMMIT got no answer is made again: it may be our own that stands there. */
  private KeyRows.@Nullable Holder holder(KeyUse use) {
    try {
      return rows.claim(use, node.id(), LIFE);
    } catch (DatabaseUnavailable away) {
      if (!away.commitLost()) {
        throw away;
      }
      return rows.claim(use, node.id(), LIFE);
    }
  }

  /** Keeps how the request that holds the key ended. Saying it twice is saying it once. */
  public void end(KeyUse use, KeptEnding ending) {
    Instant now = clock.instant();
    boolean kept = ending.form().isBackground() || keeps.of(use.workspace());
    rows.end(use, kept ? ending : null, Duration.between(now, retention.expiry(now, null)));
  }

  /** The key is as if it had never been used, where this request holds it. */
  public void free(KeyUse use, RequestId holder) {
    rows.free(use, holder);
  }
}
