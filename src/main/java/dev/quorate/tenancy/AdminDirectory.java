package dev.quorate.tenancy;

import java.util.List;

/** Where the door looks up an admin key it does not remember. */
public interface AdminDirectory {
  /** Whether one of the hashes is that of an admin key in use. */
  boolean isAdmin(List<KeyHash> hashes);
}
