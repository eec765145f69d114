package dev.quorate.tenancy;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which admin keys are in use: the configured one, and those in the database. */
@Singleton
public class AdminKeys {
  private static final int MAX_ENTRIES = 1_000;

  private final Peppers peppers;
  private final AdminDirectory directory;
  private final @Nullable KeyHash configured;
  private final Memory<KeyHash, Optional<String>> memory;

  @Inject
  AdminKeys(Peppers peppers, AdminDirectory directory, TenancySettings settings) {
    this(peppers, directory, settings.adminKey(), settings.memory());
  }

  AdminKeys(
      Peppers peppers, AdminDirectory directory, @Nullable KeyText configured, Duration memory) {
    this.peppers = peppers;
    this.directory = directory;
    this.configured = configured == null ? null : peppers.hash(configured);
    this.memory = new Memory<>(MAX_ENTRIES, memory, Optional::isPresent, Ticker.systemTicker());
  }

  /** The admin key in use that the text is. Hashes are compared, so timing tells nothing. */
  Optional<Actor> find(KeyText key) {
    List<KeyHash> hashes = peppers.hashes(key);
    return hashes.getFirst().equals(configured)
        ? Optional.of(Actor.CONFIGURED_ADMIN)
        : memory.get(hashes.getFirst(), newest -> directory.find(hashes)).map(Actor::adminKey);
  }
}
