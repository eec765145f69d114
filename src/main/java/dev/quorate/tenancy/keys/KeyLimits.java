package dev.quorate.tenancy.keys;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.WorkspaceId;
import java.util.Collection;
import java.util.Map;

/** Where the spend limits of keys are kept: billing implements this with its budgets. */
public interface KeyLimits {
  /** Sets or replaces the limit of a key, which need not exist yet. */
  void set(WorkspaceId workspace, ApiKeyId key, SpendLimit limit);

  /** The limits of those of the keys that have one. */
  Map<ApiKeyId, SpendLimit> read(WorkspaceId workspace, Collection<ApiKeyId> keys);

  /** Takes the limit of a key away, if it has one. */
  void remove(WorkspaceId workspace, ApiKeyId key);
}
