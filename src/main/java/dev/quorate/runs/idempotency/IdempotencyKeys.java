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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
  private final ConcurrentMap<KeyUse.Place, Held> here = new ConcurrentHashMap<>();

  @Inject
  public IdempotencyKeys(
      KeyRows rows, RunNode node, KeepsTexts keeps, Retention retention, Clock clock) {
    this.rows = rows;
    this.node = node;
    this.keeps = keeps;
    this.retention = retention;
    this.clock = clock;
  }

  /** A key that a request of this node holds, or is just asking for. */
  private record Held(RequestId request, String bodyHash, CompletableFuture<KeyClaim> claim) {}

  /**
   * Takes the key, or says what became of whoever has it. Of many that ask at once on this node one
   * asks the database.
   */
  public KeyClaim claim(KeyUse use) {
    Held asking = new Held(use.request(), use.bodyHash(), new CompletableFuture<>());
    Held first = here.putIfAbsent(use.place(), asking);
    if (first != null) {
      return first.bodyHash().equals(use.bodyHash()) ? after(first) : asked(use);
    }
    try {
      KeyClaim claim = asked(use);
      if (!claim.equals(GRANTED)) {
        here.remove(use.place(), asking);
      }
      asking.claim().complete(claim);
      return claim;
    } catch (RuntimeException | Error away) {
      here.remove(use.place(), asking);
      asking.claim().completeExceptionally(away);
      throw away;
    }
  }

  private static KeyClaim after(Held first) {
    try {
      KeyClaim claim = first.claim().join();
      return claim.equals(GRANTED) ? new KeyClaim.Running() : claim;
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException away ? away : failed;
    }
  }

  private void leave(KeyUse use, RequestId holder) {
    here.computeIfPresent(
        use.place(), (place, held) -> held.request().equals(holder) ? null : held);
  }

  private KeyClaim asked(KeyUse use) {
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
    leave(use, use.request());
    Instant now = clock.instant();
    boolean kept = ending.form().isBackground() || keeps.of(use.workspace());
    Instant until = retention.expiry(now, keeps.hours(use.workspace()));
    rows.end(use, kept ? ending : null, Duration.between(now, until));
  }

  /** The key is as if it had never been used, where this request holds it. */
  public void free(KeyUse use, RequestId holder) {
    leave(use, holder);
    rows.free(use, holder);
  }
}
