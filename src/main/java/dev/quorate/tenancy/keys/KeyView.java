package dev.quorate.tenancy.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyText;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimitView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An API key on the wire.
 *
 * @param key its text, only in the reply that made it
 */
@Schema(name = "ApiKey", description = "An API key; its text is shown once, when it is made.")
record KeyView(
    @JsonProperty("id") @Schema(examples = "019aa5b2-7e3c-7b64-8d2f-6a7b8c9d0e1f") String id,
    @JsonProperty("workspace_id") String workspaceId,
    @JsonProperty("name") @Schema(examples = "production") String name,
    @JsonProperty("prefix") @Schema(examples = "qrt_live_4fQz") String prefix,
    @JsonProperty("last_four") @Schema(examples = "x1Ab") String lastFour,
    @JsonProperty("scopes")
        @Schema(
            enumeration = {
              "inference",
              "usage:read",
              "presets:write",
              "keys:write",
              "workspace:admin"
            })
        List<String> scopes,
    @JsonProperty("project_id")
        @Schema(description = "The only project the key can see", nullable = true)
        @Nullable String projectId,
    @JsonProperty("allowed_models")
        @Schema(description = "Slugs or globs such as vendor/*; empty allows every model")
        List<String> allowedModels,
    @JsonProperty("test")
        @Schema(description = "A qrt_test_ key: sandbox models only, never billed")
        boolean test,
    @JsonProperty("disabled") boolean disabled,
    @JsonProperty("limit_usd")
        @Schema(description = "What it may spend in each period", nullable = true, examples = "25")
        @Nullable BigDecimal limitUsd,
    @JsonProperty("limit_reset")
        @Schema(
            description = "When the count begins again, in UTC; null never",
            enumeration = {"daily", "weekly", "monthly"},
            nullable = true)
        @Nullable String limitReset,
    @JsonProperty("limits") RateLimitView limits,
    @JsonProperty("expires_at") @Schema(nullable = true) @Nullable Instant expiresAt,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("key")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The key itself, only in the reply that made it")
        @Nullable String key) {

  static KeyView of(Keys.Limited key) {
    return of(key.key(), key.spend(), null);
  }

  static KeyView of(Keys.Issued issued) {
    return of(issued.key(), issued.spend(), issued.text());
  }

  static KeyView of(ApiKey key, @Nullable SpendLimit spend, @Nullable KeyText text) {
    return new KeyView(
        key.id().toString(),
        key.workspace().toString(),
        key.name(),
        key.prefix(),
        key.lastFour(),
        key.scopes().stream().sorted().map(Scope::wire).toList(),
        key.lockedProject() == null ? null : key.lockedProject().toString(),
        key.allowedModels(),
        key.test(),
        key.disabled(),
        spend == null ? null : spend.usd(),
        spend == null || spend.reset() == SpendLimit.Reset.LIFETIME ? null : spend.reset().wire(),
        RateLimitView.of(key.limits()),
        key.expiresAt(),
        key.createdAt(),
        text == null ? null : text.reveal());
  }
}
