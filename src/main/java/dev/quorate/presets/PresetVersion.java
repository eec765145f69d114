package dev.quorate.presets;

import dev.quorate.kernel.ApiKeyId;
import java.time.Instant;

/**
 * What a preset says, for ever.
 *
 * @param version 1 and up, never used twice for a slug
 * @param fusion a request's {@code fusion} object as JSON
 * @param createdBy the key that saved it
 */
public record PresetVersion(
    String slug, int version, String fusion, Instant createdAt, ApiKeyId createdBy) {
  /** {@code slug@3}: how replies and receipts name it. */
  public String label() {
    return slug + "@" + version;
  }
}
