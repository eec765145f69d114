package dev.quorate.tenancy.management;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Workspace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who am I: the fields of the calling key, with its workspace and project. */
@Schema(name = "Caller", description = "The calling key with its workspace and project.")
record CallerView(
    @JsonUnwrapped KeyView key,
    @JsonProperty("workspace") WorkspaceView workspace,
    @JsonProperty("project")
        @Schema(description = "The project the key is locked to, or null", nullable = true)
        @Nullable ProjectView project) {

  static CallerView of(ApiKey key, Workspace workspace, @Nullable Project project) {
    return new CallerView(
        KeyView.of(key),
        WorkspaceView.of(workspace),
        project == null ? null : ProjectView.of(project));
  }
}
