package dev.quorate.billing.journal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Where the journal is, from when on, and how large. */
@Singleton
class JournalSettings {
  private static final String FOLDER = "journal";

  private final @Nullable Path folder;
  private final Duration after;
  private final long maxBytes;

  /**
   * @param dataDirectory {@code QUORATE_DATA_DIR}, which the launcher sets; without one there is no
   *     journal
   */
  @Inject
  JournalSettings(
      @ConfigProperty(name = "quorate.data.dir") Optional<String> dataDirectory,
      @ConfigProperty(name = "quorate.billing.journal-after-ms") long afterMs,
      @ConfigProperty(name = "quorate.billing.journal-max-bytes") long maxBytes) {
    if (afterMs < 100 || afterMs > 10_000) {
      throw new IllegalArgumentException(
          "quorate.billing.journal-after-ms must be from 100 to 10000, not " + afterMs);
    }
    if (maxBytes < 65_536 || maxBytes > 1_073_741_824) {
      throw new IllegalArgumentException(
          "quorate.billing.journal-max-bytes must be from 65536 to 1073741824, not " + maxBytes);
    }
    this.folder = dataDirectory.map(text -> Path.of(text, FOLDER).toAbsolutePath()).orElse(null);
    this.after = Duration.ofMillis(afterMs);
    this.maxBytes = maxBytes;
  }

  /** Null where there is none. */
  @Nullable Path folder() {
    return folder;
  }

  /** An ending that the ledger has not taken for so long goes to the disk. */
  Duration after() {
    return after;
  }

  /** What the file may hold; further endings wait in memory only. */
  long maxBytes() {
    return maxBytes;
  }
}
