package dev.quorate.tenancy.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimitView;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller's workspace with what it chose. */
@Schema(name = "WorkspaceSettings", description = "A workspace with its settings.")
record SettingsView(
    @JsonProperty("id") String id,
    @JsonProperty("slug") @Schema(examples = "acme") String slug,
    @JsonProperty("name") @Schema(examples = "Acme Ltd") String name,
    @JsonProperty("status") @Schema(enumeration = {"active", "disabled"}) String status,
    @JsonProperty("default_preset")
        @Schema(
            description = "The preset of fusion requests that name neither panel nor preset",
            nullable = true)
        @Nullable String defaultPreset,
    @JsonProperty("retention_hours")
        @Schema(
            description =
                "How long responses and run texts are kept, 1 to 720; null: as the deployment does",
            nullable = true)
        @Nullable Integer retentionHours,
    @JsonProperty("privacy")
        @Schema(description = "Keep no text at all; what needs one kept is 400 retention_off")
        boolean privacy,
    @JsonProperty("limits") RateLimitView limits,
    @JsonProperty("created_at") Instant createdAt) {

  static SettingsView of(Workspace workspace) {
    WorkspaceSettings settings = workspace.settings();
    return new SettingsView(
        workspace.id().toString(),
        workspace.slug(),
        workspace.name(),
        workspace.status().wire(),
        settings.defaultPreset(),
        settings.retentionHours(),
        settings.privacy(),
        RateLimitView.of(settings.limits()),
        workspace.createdAt());
  }

  /** What to change, for the API's description; it is read field by field. */
  @Schema(
      name = "WorkspaceSettingsBody",
      description = "What is absent stays; null goes back to the deployment's own.")
  record Body(
      @JsonProperty("default_preset") @Nullable String defaultPreset,
      @JsonProperty("retention_hours") @Nullable Integer retentionHours,
      @JsonProperty("privacy") @Nullable Boolean privacy,
      @JsonProperty("limits") @Nullable RateLimitView limits) {}
}
