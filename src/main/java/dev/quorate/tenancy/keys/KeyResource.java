package dev.quorate.tenancy.keys;

import dev.quorate.http.Handover;
import dev.quorate.http.Reply;
import dev.quorate.kernel.ProjectId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.management.ProjectView;
import dev.quorate.tenancy.management.WorkspaceView;
import dev.quorate.tenancy.management.Workspaces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The calling key. */
@Path("/v1/key")
@Singleton
@Tag(name = "Keys")
public class KeyResource {
  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final Keys keys;
  private final Workspaces workspaces;
  private final KnownProjects projects;

  @Inject
  public KeyResource(
      Handover handover,
      Doorkeeper doorkeeper,
      Keys keys,
      Workspaces workspaces,
      KnownProjects projects) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.keys = keys;
    this.workspaces = workspaces;
    this.projects = projects;
  }

  @GET
  @Operation(
      operationId = "whoAmI",
      summary = "Who am I: the calling key, its workspace and project",
      description = "Any key may.")
  @APIResponse(
      responseCode = "200",
      description = "The calling key",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CallerView.class)))
  public void get(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          return Reply.ok(view(caller));
        });
  }

  private CallerView view(Caller caller) {
    Keys.Limited key = keys.own(caller);
    Workspace workspace = workspaces.find(caller.workspace()).orElseThrow();
    ProjectId locked = caller.lockedProject();
    ProjectView project =
        locked == null
            ? null
            : ProjectView.of(projects.find(caller.workspace(), locked.toString()).orElseThrow());
    return new CallerView(
        KeyView.of(key), WorkspaceView.of(workspace), project, keys.headroom(caller));
  }
}
