package dev.quorate.tenancy;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keys by their hash, remembered: on the hot path a key costs one HMAC and one map look-up. */
@Singleton
public class VerifiedKeys {
  private static final int MAX_ENTRIES = 20_000;

  private final Peppers peppers;
  private final KeyDirectory directory;
  private final Memory<KeyHash, Optional<KeyDirectory.Found>> memory;

  @Inject
  VerifiedKeys(Peppers peppers, KeyDirectory directory, TenancySettings settings) {
    this(peppers, directory, settings.memory(), Ticker.systemTicker());
  }

  VerifiedKeys(Peppers peppers, KeyDirectory directory, Duration memory, Ticker ticker) {
    this.peppers = peppers;
    this.directory = directory;
    this.memory = new Memory<>(MAX_ENTRIES, memory, Optional::isPresent, ticker);
  }

  /** What belongs to the key, whether it may be used or not. */
  Optional<KeyDirectory.Found> find(KeyText key) {
    List<KeyHash> hashes = peppers.hashes(key);
    return memory.get(hashes.getFirst(), newest -> directory.find(hashes));
  }

  /** The hash a key's next text is stored with. */
  public KeyHash hash(KeyText text) {
    return peppers.hash(text);
  }

  /** A key or a workspace changed here: ask again. */
  public void forget() {
    memory.forget();
  }
}
