package dev.quorate.tenancy.management;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimitView;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A workspace on the wire. */
@Schema(name = "Workspace", description = "A tenant: owner of keys, projects and ledger lines.")
public record WorkspaceView(
    @JsonProperty("id") @Schema(examples = "019aa5b0-c2f4-7c3e-8f1d-2a3b4c5d6e7f") String id,
    @JsonProperty("slug") @Schema(description = "Unique here; never changes", examples = "acme")
        String slug,
    @JsonProperty("name") @Schema(examples = "Acme Ltd") String name,
    @JsonProperty("status")
        @Schema(
            description = "The keys of a disabled workspace are refused",
            enumeration = {"active", "disabled"})
        String status,
    @JsonProperty("limits") RateLimitView limits,
    @JsonProperty("created_at") Instant createdAt) {

  public static WorkspaceView of(Workspace workspace) {
    return new WorkspaceView(
        workspace.id().toString(),
        workspace.slug(),
        workspace.name(),
        workspace.status().wire(),
        RateLimitView.of(workspace.settings().limits()),
        workspace.createdAt());
  }
}
