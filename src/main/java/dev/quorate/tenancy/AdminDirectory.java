package dev.quorate.tenancy;

import java.util.List;
import java.util.Optional;

/** Where the door looks up an admin key it does not remember. */
public interface AdminDirectory {
  /** The id of the admin key in use that one of the hashes belongs to. */
  Optional<String> find(List<KeyHash> hashes);
}
