package dev.quorate.tenancy.credentials;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider credential of a workspace as it is kept.
 *
 * @param version 1 for the first text; each next text has the next
 * @param lastFour of the text, for people; empty for a short one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredCredential(
    UUID id,
    String provider,
    @Nullable String name,
    int version,
    String lastFour,
    byte[] sealed,
    Instant createdAt,
    Instant updatedAt) {

  /** As the audit log shows it. */
  Map<String, @Nullable Object> told() {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("provider", provider);
    told.put("name", name);
    told.put("version", version);
    told.put("last_four", lastFour);
    return told;
  }

  @Override
  public String toString() {
    return "StoredCredential[" + id + "]";
  }
}
