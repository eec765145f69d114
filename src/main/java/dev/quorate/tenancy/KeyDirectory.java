package dev.quorate.tenancy;

import java.util.List;
import java.util.Optional;

/** Where the door looks up a key it does not remember. */
public interface KeyDirectory {
  /** The key that one of the hashes belongs to, with its workspace. */
  Optional<Found> find(List<KeyHash> hashes);

  /** A key and whose it is. */
  record Found(ApiKey key, Workspace workspace) {}
}
