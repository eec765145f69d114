package dev.quorate.tenancy;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.audit.Change;
import org.jspecify.annotations.Nullable;

/**
 * The record of every administrative change. A store that writes the change itself calls {@link
 * dev.quorate.tenancy.audit.AuditStore} instead, so that both are one transaction.
 */
public interface AuditLog {
  /**
   * Writes one entry in a transaction of its own, right after the change. A change without any
   * difference is not written.
   *
   * @param workspace null for what belongs to the platform: providers, models, prices
   */
  void record(Actor actor, @Nullable WorkspaceId workspace, Change change);
}
