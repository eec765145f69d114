package dev.quorate.presets.management;

import dev.quorate.http.Handover;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Versions of a preset. They are made by saving the preset and never change. */
@Path("/v1/presets/{slug}/versions")
@Singleton
@Tag(name = "Presets")
public class PresetVersionResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final WorkspacePresets presets;

  @Inject
  public PresetVersionResource(Handover handover, Doorkeeper doorkeeper, WorkspacePresets presets) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.presets = presets;
  }

  @GET
  @Operation(
      operationId = "listPresetVersions",
      summary = "List a preset's versions, newest first",
      description =
          "Any key of the workspace may. Versions from before a slug was deleted and taken again"
              + " are among them.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of versions",
      content =
          @Content(
              mediaType = JSON,
              schema =
                  @Schema(
                      allOf = Listing.class,
                      properties =
                          @SchemaProperty(
                              name = "data",
                              type = SchemaType.ARRAY,
                              implementation = PresetVersionView.class))))
  @APIResponse(responseCode = "404", ref = "Error")
  public void list(
      @PathParam("slug") String slug,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  presets.versions(caller.workspace(), slug, page),
                  page,
                  PresetVersionView::of,
                  version -> Integer.toString(version.version())));
        });
  }

  @GET
  @Path("{version}")
  @Operation(
      operationId = "getPresetVersion",
      summary = "Read a version",
      description = "Any key of the workspace may.")
  @APIResponse(
      responseCode = "200",
      description = "The version",
      content =
          @Content(mediaType = JSON, schema = @Schema(implementation = PresetVersionView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("slug") String slug,
      @PathParam("version") String version,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          return Reply.ok(PresetVersionView.of(presets.version(caller.workspace(), slug, version)));
        });
  }

  @POST
  @Path("{version}/designate")
  @Operation(
      operationId = "designatePresetVersion",
      summary = "Put a version into use",
      description = "Rolls back or forward, without a body. Scope: presets:write.")
  @APIResponse(
      responseCode = "200",
      description = "The preset as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PresetView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void designate(
      @PathParam("slug") String slug,
      @PathParam("version") String version,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.PRESETS_WRITE);
          caller.requireWholeWorkspace();
          return Reply.ok(PresetView.of(presets.designate(caller, slug, version)));
        });
  }
}
