package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeyRows;
import dev.quorate.runs.idempotency.KeyUse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Idempotency keys in memory; nothing expires by itself. */
public final class MemoryKeys implements KeyRows {
  public final Map<List<Object>, Holder> rows = new HashMap<>();

  /** How long the last ending is kept. */
  public Duration textsFor = Duration.ZERO;

  /** Thrown by the next calls, once each. */
  public final java.util.Deque<RuntimeException> failures = new java.util.ArrayDeque<>();

  @Override
  public synchronized @Nullable Holder claim(KeyUse use, UUID node, Duration life) {
    fail();
    return rows.putIfAbsent(place(use), new Holder(use.request(), use.bodyHash(), false, null));
  }

  @Override
  public synchronized void end(KeyUse use, @Nullable KeptEnding ending, Duration texts) {
    fail();
    textsFor = texts;
    rows.computeIfPresent(
        place(use),
        (place, holder) ->
            holder.done() || !holder.request().equals(use.request())
                ? holder
                : new Holder(holder.request(), holder.bodyHash(), true, ending));
  }

  @Override
  public synchronized void free(KeyUse use, RequestId request) {
    fail();
    rows.computeIfPresent(
        place(use), (place, holder) -> holder.request().equals(request) ? null : holder);
  }

  @Override
  public int deleteExpired(int limit) {
    return 0;
  }

  private void fail() {
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
  }

  private static List<Object> place(KeyUse use) {
    return List.of(use.workspace(), use.apiKey(), use.method(), use.path(), use.keyHash());
  }
}
