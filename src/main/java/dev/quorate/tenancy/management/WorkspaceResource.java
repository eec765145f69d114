package dev.quorate.tenancy.management;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimitView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Workspaces, for administrators. */
@Path("/v1/admin/workspaces")
@Singleton
@Tag(name = "Administration: workspaces")
public class WorkspaceResource {
  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final Workspaces workspaces;

  @Inject
  public WorkspaceResource(
      Handover handover, Json json, Doorkeeper doorkeeper, Workspaces workspaces) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.workspaces = workspaces;
  }

  @POST
  @Operation(operationId = "createWorkspace", summary = "Create a workspace")
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
                            description = "[a-z0-9][a-z0-9-]{0,62}; made from the name when absent")
                      },
                      examples =
                          """
                          {"name":"Acme Ltd","slug":"acme"}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The workspace",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WorkspaceView.class)))
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
          Actor actor = doorkeeper.admin(head);
          Workspace created = workspaces.create(actor, json.readObject(head, body));
          return Reply.created(WorkspaceView.of(created));
        });
  }

  @GET
  @Operation(operationId = "listWorkspaces", summary = "List workspaces, oldest first")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of workspaces",
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
                              implementation = WorkspaceView.class))))
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  workspaces.list(page), page, WorkspaceView::of, row -> row.id().toString()));
        });
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getWorkspace", summary = "Read a workspace")
  @APIResponse(
      responseCode = "200",
      description = "The workspace",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WorkspaceView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          return Reply.ok(WorkspaceView.of(workspaces.get(id)));
        });
  }

  @PATCH
  @Path("{id}")
  @Operation(
      operationId = "changeWorkspace",
      summary = "Rename, limit, disable or enable a workspace",
      description =
          "Fields that are absent stay. The keys of a disabled workspace are refused by every node"
              + " within 30 seconds.")
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
                            name = "status",
                            type = SchemaType.STRING,
                            description = "active or disabled"),
                        @SchemaProperty(
                            name = "limits",
                            description = "Rate limits of the whole workspace; null removes them",
                            implementation = RateLimitView.class)
                      },
                      examples =
                          """
                          {"status":"disabled"}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The workspace as it is now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WorkspaceView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void change(
      @PathParam("id") String id,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Actor actor = doorkeeper.admin(head);
          Workspace changed = workspaces.change(actor, id, json.readObject(head, body));
          return Reply.ok(WorkspaceView.of(changed));
        });
  }
}
