package dev.quorate.tenancy.keys;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.management.Workspaces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
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
          "The reply shows the key once; only its hash is kept. Without scopes it has all of them.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyBody.class),
              examples =
                  @ExampleObject(
                      name = "production",
                      value =
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
          Authority authority = authority(head, workspace);
          return Reply.created(KeyView.of(keys.issue(authority, json.readObject(head, body))));
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
          Authority authority = authority(head, workspace);
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  keys.list(authority, page), page, KeyView::of, row -> row.key().id().toString()));
        });
  }

  private Authority authority(RequestHead head, String workspace) {
    Actor actor = doorkeeper.admin(head);
    return new Authority(actor, workspaces.get(workspace).id(), null);
  }
}
