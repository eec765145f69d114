package dev.quorate.tenancy.management;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Doorkeeper;
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

/** API keys of a workspace, for administrators. */
@Path("/v1/admin/workspaces/{workspace}/keys")
@Singleton
@Tag(name = "Administration: keys")
public class KeyAdminResource {
  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final Workspaces workspaces;
  private final Keys keys;

  @Inject
  public KeyAdminResource(
      Handover handover, Json json, Doorkeeper doorkeeper, Workspaces workspaces, Keys keys) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.workspaces = workspaces;
    this.keys = keys;
  }

  @POST
  @Operation(
      operationId = "createKey",
      summary = "Create an API key",
      description =
          "The reply shows the key once; only its hash is kept. Spend limits (limit_usd,"
              + " limit_reset) are refused until they are enforced.")
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
                            name = "scopes",
                            type = SchemaType.ARRAY,
                            description = "Absent: all of them",
                            implementation = String.class),
                        @SchemaProperty(
                            name = "project_id",
                            type = SchemaType.STRING,
                            description = "Id or slug of the only project the key shall see"),
                        @SchemaProperty(
                            name = "allowed_models",
                            type = SchemaType.ARRAY,
                            description = "Exact slugs or vendor/*; absent: every model",
                            implementation = String.class),
                        @SchemaProperty(
                            name = "test",
                            type = SchemaType.BOOLEAN,
                            description =
                                "Make a qrt_test_ key: sandbox models only, never billed"),
                        @SchemaProperty(
                            name = "expires_at",
                            type = SchemaType.STRING,
                            description = "From this moment on the key is refused",
                            format = "date-time")
                      },
                      examples =
                          """
                          {"name":"production","scopes":["inference","usage:read"],"allowed_models":["openai/*"]}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The key, with its text",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void create(
      @PathParam("workspace") String workspace,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          WorkspaceId owner = workspaces.get(workspace).id();
          Keys.Issued issued = keys.issue(owner, json.readObject(head, body));
          return Reply.created(KeyView.of(issued.key(), issued.text()));
        });
  }

  @GET
  @Operation(operationId = "listKeys", summary = "List the API keys of a workspace, oldest first")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of keys",
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
                              implementation = KeyView.class))))
  @APIResponse(responseCode = "404", ref = "Error")
  public void list(
      @PathParam("workspace") String workspace,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          WorkspaceId owner = workspaces.get(workspace).id();
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(keys.list(owner, page), page, KeyView::of, row -> row.id().toString()));
        });
  }

  @PATCH
  @Path("{key}")
  @Operation(
      operationId = "changeKey",
      summary = "Disable or enable an API key",
      description = "A disabled key is refused by every node within 30 seconds.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"disabled"},
                      properties = {
                        @SchemaProperty(
                            name = "disabled",
                            type = SchemaType.BOOLEAN,
                            description = "true switches the key off")
                      },
                      examples =
                          """
                          {"disabled":true}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The key as it is now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void change(
      @PathParam("workspace") String workspace,
      @PathParam("key") String key,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          WorkspaceId owner = workspaces.get(workspace).id();
          return Reply.ok(KeyView.of(keys.change(owner, key, json.readObject(head, body))));
        });
  }
}
