package dev.quorate.tenancy.settings;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
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

/** The caller's workspace and its settings. */
@Path("/v1/workspace")
@Singleton
@Tag(name = "Workspace")
public class OwnWorkspaceResource {
  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final OwnWorkspace workspace;

  @Inject
  public OwnWorkspaceResource(
      Handover handover, Json json, Doorkeeper doorkeeper, OwnWorkspace workspace) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.workspace = workspace;
  }

  @GET
  @Operation(
      operationId = "getOwnWorkspace",
      summary = "Read the workspace's settings",
      description = "Needs the scope workspace:admin.")
  @APIResponse(
      responseCode = "200",
      description = "The workspace",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SettingsView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  public void get(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.WORKSPACE_ADMIN);
          return Reply.ok(SettingsView.of(workspace.get(caller)));
        });
  }

  @PATCH
  @Operation(
      operationId = "changeOwnWorkspace",
      summary = "Change the workspace's settings",
      description =
          "Needs the scope workspace:admin and a key that is not locked to a project. Every node"
              + " follows within 30 seconds.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SettingsView.Body.class),
              examples =
                  @ExampleObject(
                      name = "two days",
                      value =
                          """
                          {"default_preset":"general-high","retention_hours":48,"limits":{"rpm":600,"concurrent":100}}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The workspace as it is now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SettingsView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  public void change(
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
          return Reply.ok(SettingsView.of(workspace.change(caller, json.readObject(head, body))));
        });
  }
}
