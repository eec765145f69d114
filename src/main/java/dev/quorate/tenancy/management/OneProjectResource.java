package dev.quorate.tenancy.management;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimitView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One project; to a locked key there is only its own. */
@Path("/v1/projects/{project}")
@Singleton
@Tag(name = "Projects")
public class OneProjectResource {
  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final WorkspaceProjects projects;

  @Inject
  public OneProjectResource(
      Handover handover, Json json, Doorkeeper doorkeeper, WorkspaceProjects projects) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.projects = projects;
  }

  @GET
  @Operation(
      operationId = "getProject",
      summary = "Read a project by id or slug",
      description = "Any key of the workspace may; to a locked key other projects do not exist.")
  @APIResponse(
      responseCode = "200",
      description = "The project",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProjectView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("project") String idOrSlug,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          return Reply.ok(ProjectView.of(projects.get(caller, idOrSlug)));
        });
  }

  @PATCH
  @Operation(
      operationId = "changeProject",
      summary = "Rename, limit, disable or enable a project",
      description =
          "Needs the scope workspace:admin and a key that is not locked to a project. Fields that"
              + " are absent stay. Requests of a disabled project are refused by every node within"
              + " 30 seconds.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      properties = {
                        @SchemaProperty(
                            name = "name",
                            type = SchemaType.STRING,
                            description = "1 to 200 characters"),
                        @SchemaProperty(
                            name = "slug",
                            type = SchemaType.STRING,
                            description = "[a-z0-9][a-z0-9-]{0,62}"),
                        @SchemaProperty(
                            name = "status",
                            type = SchemaType.STRING,
                            description = "active or disabled"),
                        @SchemaProperty(
                            name = "limits",
                            description = "null removes them",
                            implementation = RateLimitView.class)
                      },
                      examples =
                          """
                          {"name":"Search","limits":{"rpm":120}}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The project as it is now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProjectView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
  public void change(
      @PathParam("project") String idOrSlug,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          Project changed = projects.change(caller, idOrSlug, json.readObject(head, body));
          return Reply.ok(ProjectView.of(changed));
        });
  }

  @DELETE
  @Operation(
      operationId = "deleteProject",
      summary = "Delete a project that no active key is locked to",
      description =
          "Needs the scope workspace:admin and a key that is not locked to a project. Reports go on"
              + " naming it; its slug is free again.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
  public void delete(
      @PathParam("project") String idOrSlug,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          projects.delete(administrator(head), idOrSlug);
          return Reply.noContent();
        });
  }

  private Caller administrator(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.WORKSPACE_ADMIN);
    caller.requireWholeWorkspace();
    return caller;
  }
}
