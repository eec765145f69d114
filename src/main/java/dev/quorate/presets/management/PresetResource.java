package dev.quorate.presets.management;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Presets of the caller's workspace. Every key may read them. */
@Path("/v1/presets")
@Singleton
@Tag(name = "Presets")
public class PresetResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final WorkspacePresets presets;

  @Inject
  public PresetResource(
      Handover handover, Json json, Doorkeeper doorkeeper, WorkspacePresets presets) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.presets = presets;
  }

  @POST
  @Operation(
      operationId = "createPreset",
      summary = "Save a preset",
      description =
          "fusion is what a request's fusion object may be, and is refused for the same reasons."
              + " Scope: presets:write.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"slug", "fusion"},
                      properties = {
                        @SchemaProperty(
                            name = "slug",
                            type = SchemaType.STRING,
                            description =
                                "[a-z0-9][a-z0-9-]{0,62}; not quality, budget, fast, general-high,"
                                    + " general-budget, general-fast or fusion"),
                        @SchemaProperty(
                            name = "name",
                            type = SchemaType.STRING,
                            description = "1 to 200 characters; the slug when absent"),
                        @SchemaProperty(
                            name = "description",
                            type = SchemaType.STRING,
                            description = "At most 2000 characters"),
                        @SchemaProperty(
                            name = "fusion",
                            type = SchemaType.OBJECT,
                            description = "A request's fusion object, without preset")
                      },
                      examples =
                          """
                          {"slug":"reviewers","name":"Code reviewers",
                           "fusion":{"analysis_models":["sandbox/optimist","sandbox/sceptic"],"synthesis_model":"sandbox/judge"}}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The preset, with its version 1, or the next one of a slug that was deleted",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PresetView.class)))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
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
          caller.require(Scope.PRESETS_WRITE);
          caller.requireWholeWorkspace();
          return Reply.created(PresetView.of(presets.create(caller, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(
      operationId = "listPresets",
      summary = "List presets by slug",
      description = "Any key of the workspace may.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of presets",
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
                              implementation = PresetView.class))))
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
                  presets.list(caller.workspace(), page),
                  page,
                  PresetView::of,
                  preset -> preset.slug()));
        });
  }

  @GET
  @Path("{slug}")
  @Operation(
      operationId = "getPreset",
      summary = "Read a preset",
      description = "Any key of the workspace may.")
  @APIResponse(
      responseCode = "200",
      description = "The preset",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PresetView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("slug") String slug,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> Reply.ok(PresetView.of(presets.get(doorkeeper.caller(head).workspace(), slug))));
  }

  @PATCH
  @Path("{slug}")
  @Operation(
      operationId = "changePreset",
      summary = "Change a preset",
      description =
          "fusion replaces the old one whole and makes and designates the next version; name and"
              + " description make none. An empty description removes it. Scope: presets:write.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      properties = {
                        @SchemaProperty(name = "name", type = SchemaType.STRING),
                        @SchemaProperty(name = "description", type = SchemaType.STRING),
                        @SchemaProperty(name = "fusion", type = SchemaType.OBJECT)
                      },
                      examples =
                          """
                          {"fusion":{"analysis_models":["sandbox/echo"]}}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The preset as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PresetView.class)))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void change(
      @PathParam("slug") String slug,
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
          caller.require(Scope.PRESETS_WRITE);
          caller.requireWholeWorkspace();
          return Reply.ok(PresetView.of(presets.change(caller, slug, json.readObject(head, body))));
        });
  }

  @DELETE
  @Path("{slug}")
  @Operation(
      operationId = "deletePreset",
      summary = "Delete a preset",
      description =
          "Requests that name it are refused from then on; runs under way go on and receipts keep"
              + " its name. The slug may be taken again and goes on with its next version. Scope:"
              + " presets:write.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void delete(
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
          caller.require(Scope.PRESETS_WRITE);
          caller.requireWholeWorkspace();
          presets.delete(caller, slug);
          return Reply.noContent();
        });
  }
}
