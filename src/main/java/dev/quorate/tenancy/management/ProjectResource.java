package dev.quorate.tenancy.management;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimitView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Projects of the caller's workspace. A key locked to a project sees only that one. */
@Path("/v1/projects")
@Singleton
@Tag(name = "Projects")
public class ProjectResource {
  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final WorkspaceProjects projects;

  @Inject
  public ProjectResource(
      Handover handover, Json json, Doorkeeper doorkeeper, WorkspaceProjects projects) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.projects = projects;
  }

  @POST
  @Operation(
      operationId = "createProject",
      summary = "Create a project",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"name"},
                      properties = {
                        @SchemaProperty(
                            name = "name",
                            type = SchemaType.STRING,
                            description = "1 to 200 characters"),
                        @SchemaProperty(
                            name = "slug",
                            type = SchemaType.STRING,
                            description =
                                "[a-z0-9][a-z0-9-]{0,62}; made from the name when absent"),
                        @SchemaProperty(name = "limits", implementation = RateLimitView.class)
                      },
                      examples =
                          """
                          {"name":"Search","slug":"search"}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The project",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProjectView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
  public void create(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.WORKSPACE_ADMIN);
          caller.requireWholeWorkspace();
          Project created = projects.create(caller, json.readObject(head, body));
          return Reply.created(ProjectView.of(created));
        });
  }

  @GET
  @Operation(
      operationId = "listProjects",
      summary = "List projects, oldest first",
      description = "Any key of the workspace may; a locked key sees only its project.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of projects",
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      allOf = Listing.class,
                      properties =
                          @SchemaProperty(
                              name = "data",
                              type = SchemaType.ARRAY,
                              implementation = ProjectView.class))))
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  projects.list(caller, page), page, ProjectView::of, row -> row.id().toString()));
        });
  }
}
