package dev.quorate.tenancy.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy on the wire. */
@Schema(name = "Policy", description = "What may be used. All policies that apply must agree.")
record PolicyView(
    @JsonProperty("id") String id,
    @JsonProperty("name") @Schema(examples = "no preview models") String name,
    @JsonProperty("scope") @Schema(enumeration = {"workspace", "project", "key"}) String scope,
    @JsonProperty("scope_id")
        @Schema(description = "Id of the project or key; null for the workspace", nullable = true)
        @Nullable String scopeId,
    @JsonProperty("allowed_models")
        @Schema(description = "Slugs or globs such as vendor/*; empty allows every model")
        List<String> allowedModels,
    @JsonProperty("denied_models") @Schema(description = "These win over allowed_models")
        List<String> deniedModels,
    @JsonProperty("max_price")
        @Schema(description = "Ceilings in USD per million tokens", nullable = true)
        @Nullable Ceiling maxPrice,
    @JsonProperty("zero_retention")
        @Schema(description = "Only providers marked as keeping nothing")
        boolean zeroRetention,
    @JsonProperty("on_violation")
        @Schema(
            description =
                "drop leaves a panelist out and refuses a judge, a writer or a direct model; deny"
                    + " refuses the request",
            enumeration = {"drop", "deny"})
        String onViolation,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  /** Ceilings of prices. */
  @Schema(name = "PriceCeiling", description = "USD per million tokens; null where there is none.")
  record Ceiling(
      @JsonProperty("input_per_million") @Schema(nullable = true)
          @Nullable BigDecimal inputPerMillion,
      @JsonProperty("output_per_million") @Schema(description = "Of reasoning too", nullable = true)
          @Nullable BigDecimal outputPerMillion) {}

  /** What to make or change, for the API's description; it is read field by field. */
  @Schema(
      name = "PolicyBody",
      description =
          "A policy to make, or what to change in one: what is absent stays. Whom it is about"
              + " (scope, scope_id) is said when it is made.")
  record Body(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("scope")
          @Schema(description = "workspace, project or key", defaultValue = "workspace")
          @Nullable String scope,
      @JsonProperty("scope_id") @Schema(description = "Id or slug of the project, id of the key")
          @Nullable String scopeId,
      @JsonProperty("allowed_models") @Nullable List<String> allowedModels,
      @JsonProperty("denied_models") @Nullable List<String> deniedModels,
      @JsonProperty("max_price") @Nullable Ceiling maxPrice,
      @JsonProperty("zero_retention") @Nullable Boolean zeroRetention,
      @JsonProperty("on_violation") @Schema(description = "drop or deny", defaultValue = "drop")
          @Nullable String onViolation) {}

  static PolicyView of(Policy policy) {
    boolean free = policy.maxInputPerMillion() == null && policy.maxOutputPerMillion() == null;
    return new PolicyView(
        policy.id().toString(),
        policy.name(),
        policy.scope().wire(),
        policy.scopeId() == null ? null : policy.scopeId().toString(),
        policy.allowedModels(),
        policy.deniedModels(),
        free ? null : new Ceiling(policy.maxInputPerMillion(), policy.maxOutputPerMillion()),
        policy.zeroRetention(),
        policy.onViolation().wire(),
        policy.createdAt(),
        policy.updatedAt());
  }
}
