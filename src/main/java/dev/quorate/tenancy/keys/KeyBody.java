package dev.quorate.tenancy.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.tenancy.limits.RateLimitView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a key, for the API's description; it is read field by field. */
@Schema(
    name = "ApiKeyBody",
    description =
        "A key to make, or what to change in one. What a new key's body leaves out is as with the"
            + " key that makes it; what a change leaves out stays.")
record KeyBody(
    @JsonProperty("name")
        @Schema(description = "Required to create; 1 to 200 characters", examples = "production")
        @Nullable String name,
    @JsonProperty("scopes")
        @Schema(
            description =
                "Of inference, usage:read, presets:write, keys:write, workspace:admin; an"
                    + " administrator's new key has all of them when absent")
        @Nullable List<String> scopes,
    @JsonProperty("project_id")
        @Schema(description = "Id or slug of the only project the key shall see")
        @Nullable String projectId,
    @JsonProperty("allowed_models")
        @Schema(description = "Slugs or globs such as vendor/*; empty allows every model")
        @Nullable List<String> allowedModels,
    @JsonProperty("limit_usd")
        @Schema(description = "What it may spend in each period; null removes the limit")
        @Nullable BigDecimal limitUsd,
    @JsonProperty("limit_reset")
        @Schema(description = "daily, weekly or monthly, in UTC; null or lifetime: never")
        @Nullable String limitReset,
    @JsonProperty("limits") @Schema(description = "null removes a limit, or all of them")
        @Nullable RateLimitView limits,
    @JsonProperty("expires_at")
        @Schema(description = "From this moment on the key is refused; null: never")
        @Nullable Instant expiresAt,
    @JsonProperty("disabled")
        @Schema(description = "A disabled key is refused by every node within 30 seconds")
        @Nullable Boolean disabled,
    @JsonProperty("test")
        @Schema(
            description =
                "Only when it is made: a qrt_test_ key, for sandbox models only, never billed")
        @Nullable Boolean test) {

  /** The body of a rotation. */
  @Schema(name = "KeyRotation", description = "How a key is given another text.")
  record Rotation(
      @JsonProperty("grace_hours")
          @Schema(
              description = "How long the old text lives on, 0 to 720",
              defaultValue = "24",
              minimum = "0",
              maximum = "720")
          @Nullable Integer graceHours) {}
}
