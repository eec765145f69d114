package dev.quorate.kernel;

import java.util.UUID;

/** A workspace: the tenant that owns keys, projects, presets, budgets and ledger lines. */
public record WorkspaceId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
