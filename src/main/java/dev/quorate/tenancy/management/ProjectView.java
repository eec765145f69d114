package dev.quorate.tenancy.management;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.limits.RateLimitView;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A project on the wire. */
@Schema(
    name = "Project",
    description = "A part of a workspace that keys and ledger lines can belong to.")
public record ProjectView(
    @JsonProperty("id") @Schema(examples = "019aa5b1-0d11-7a52-9c1e-5f6a7b8c9d0e") String id,
    @JsonProperty("slug") @Schema(description = "Unique in its workspace", examples = "search")
        String slug,
    @JsonProperty("name") @Schema(examples = "Search") String name,
    @JsonProperty("status")
        @Schema(
            description = "Requests of a disabled project are refused",
            enumeration = {"active", "disabled"})
        String status,
    @JsonProperty("limits") RateLimitView limits,
    @JsonProperty("created_at") Instant createdAt) {

  public static ProjectView of(Project project) {
    return new ProjectView(
        project.id().toString(),
        project.slug(),
        project.name(),
        project.status().wire(),
        RateLimitView.of(project.limits()),
        project.createdAt());
  }
}
