package dev.quorate.kernel;

import java.util.UUID;

/** An API key's identity, never the key itself. */
public record ApiKeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
