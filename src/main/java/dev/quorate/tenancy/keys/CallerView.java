package dev.quorate.tenancy.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.quorate.tenancy.management.ProjectView;
import dev.quorate.tenancy.management.WorkspaceView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who am I: the fields of the calling key, with its workspace, its project and what is left. */
@Schema(name = "Caller", description = "The calling key with its workspace and project.")
record CallerView(
    @JsonUnwrapped KeyView key,
    @JsonProperty("workspace") WorkspaceView workspace,
    @JsonProperty("project")
        @Schema(description = "The project the key is locked to, or null", nullable = true)
        @Nullable ProjectView project,
    @JsonProperty("headroom")
        @Schema(description = "What is left of each budget its requests are held against")
        List<KeyHeadroom.Room> headroom) {}
