package dev.quorate.tenancy.keys;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.management.Workspaces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One API key of a workspace, for administrators. */
@Path("/v1/admin/workspaces/{workspace}/keys/{key}")
@Singleton
@Tag(name = "Administration: keys")
public class WorkspaceKeyResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final Workspaces workspaces;
  private final Keys keys;

  @Inject
  public WorkspaceKeyResource(
      Handover handover, Json json, Doorkeeper doorkeeper, Workspaces workspaces, Keys keys) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.workspaces = workspaces;
    this.keys = keys;
  }

  @GET
  @Operation(
      operationId = "getKey",
      summary = "Read an API key",
      description = "For administrators.")
  @APIResponse(
      responseCode = "200",
      description = "The key, without its text",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("workspace") String workspace,
      @PathParam("key") String key,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Authority authority = authority(head, workspace);
          return Reply.ok(KeyView.of(keys.get(authority, key)));
        });
  }

  @PATCH
  @Operation(
      operationId = "changeKey",
      summary = "Change an API key",
      description =
          "For administrators. Fields that are absent stay, null removes project, expiry or a"
              + " limit. Every node follows within 30 seconds.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = KeyBody.class),
              examples = @ExampleObject(name = "off", value = "{\"disabled\":true}")))
  @APIResponse(
      responseCode = "200",
      description = "The key as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
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
          Authority authority = authority(head, workspace);
          return Reply.ok(KeyView.of(keys.change(authority, key, json.readObject(head, body))));
        });
  }

  @DELETE
  @Operation(
      operationId = "deleteKey",
      summary = "Revoke an API key for good",
      description =
          "For administrators. Every node refuses it within 30 seconds; reports go on naming it.")
  @APIResponse(responseCode = "204", description = "Revoked")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void delete(
      @PathParam("workspace") String workspace,
      @PathParam("key") String key,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Authority authority = authority(head, workspace);
          keys.revoke(authority, key);
          return Reply.noContent();
        });
  }

  @POST
  @Path("rotate")
  @Operation(
      operationId = "rotateKey",
      summary = "Give an API key another text",
      description =
          "For administrators. Id, rights, limits and spending stay. The old text lives on for"
              + " grace_hours, then it is refused.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = KeyBody.Rotation.class),
              examples = @ExampleObject(name = "a day", value = "{\"grace_hours\":24}")))
  @APIResponse(
      responseCode = "200",
      description = "The key, with its text from now on",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void rotate(
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
          Authority authority = authority(head, workspace);
          return Reply.ok(KeyView.of(keys.rotate(authority, key, json.readObject(head, body))));
        });
  }

  private Authority authority(RequestHead head, String workspace) {
    Actor actor = doorkeeper.admin(head);
    return new Authority(actor, workspaces.get(workspace).id(), null);
  }
}
