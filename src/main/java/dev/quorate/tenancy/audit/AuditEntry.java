package dev.quorate.tenancy.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change, as it was written.
 *
 * @param changes JSON: for each field its value before and after
 */
@Schema(name = "AuditEntry", description = "Who changed what, when.")
record AuditEntry(
    @JsonProperty("id") UUID id,
    @JsonProperty("workspace_id")
        @Schema(description = "null for what belongs to the platform", nullable = true)
        @Nullable UUID workspace,
    @JsonProperty("actor") Actor actor,
    @JsonProperty("action") @Schema(examples = "key.create") String action,
    @JsonProperty("target") Target target,
    @JsonProperty("changes")
        @JsonRawValue
        @Schema(
            type = SchemaType.OBJECT,
            description = "For each field that changed: from and to. Never a secret.",
            examples = "{\"name\":{\"from\":\"staging\",\"to\":\"production\"}}")
        String changes,
    @JsonProperty("created_at") Instant changedAt) {

  /** The key that made the change. */
  @Schema(name = "AuditActor", description = "The key that made a change.")
  record Actor(
      @JsonProperty("type") @Schema(enumeration = {"api_key", "admin_key", "gateway"}) String type,
      @JsonProperty("id")
          @Schema(description = "Of the key; 'configured' for the admin key of the configuration")
          String id) {}

  /** What was changed. */
  @Schema(name = "AuditTarget", description = "What was changed.")
  record Target(
      @JsonProperty("type") @Schema(examples = "key") String type, @JsonProperty("id") String id) {}
}
