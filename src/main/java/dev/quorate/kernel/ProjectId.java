package dev.quorate.kernel;

import java.util.UUID;

/** A project: a part of one workspace that keys and ledger lines can be tied to. */
public record ProjectId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
