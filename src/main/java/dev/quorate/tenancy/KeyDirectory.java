package dev.quorate.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the door looks up a key it does not remember. */
public interface KeyDirectory {
  /** The key that one of the hashes belongs to, with its workspace. */
  Optional<Found> find(List<KeyHash> hashes);

  /**
   * A key and whose it is.
   *
   * @param goodUntil when the text that was found ends, for the key has another one now; null for
   *     the text the key has
   */
  record Found(ApiKey key, Workspace workspace, @Nullable Instant goodUntil) {
    public Found(ApiKey key, Workspace workspace) {
      this(key, workspace, null);
    }
  }
}
