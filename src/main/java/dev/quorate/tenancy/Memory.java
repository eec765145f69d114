package dev.quorate.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Remembers look-ups for a while: what was found for {@link TenancySettings#memory}, what was not
 * for a short one, since it may be created any moment. One look-up at a time for each key, so a
 * crowd that finds the memory expired asks the database once.
 */
public final class Memory<K, V> {
  private static final Duration OF_NOTHING = Duration.ofSeconds(2);

  private final Cache<K, V> cache;

  /**
   * A memory of at most so many answers.
   *
   * @param found whether an answer is one worth keeping for the whole time
   */
  public Memory(int maxEntries, Duration ofFound, Predicate<V> found, Ticker ticker) {
    Duration ofNothing = ofFound.compareTo(OF_NOTHING) < 0 ? ofFound : OF_NOTHING;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(maxEntries)
            .ticker(ticker)
            .executor(Runnable::run) // no threads of its own
            .expireAfter(
                Expiry.<K, V>writing((key, value) -> found.test(value) ? ofFound : ofNothing))
            .build();
  }

  /** The remembered answer, or the look-up's; a failed look-up is not remembered. */
  public V get(K key, Function<K, V> lookUp) {
    return cache.get(key, lookUp);
  }

  /** Forgets everything: this node changed something and must not act on what it knew. */
  public void forget() {
    cache.invalidateAll();
  }
}
