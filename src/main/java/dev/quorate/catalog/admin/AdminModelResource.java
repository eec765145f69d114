package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.http.Fields;
import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
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
import java.util.List;
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

/** {@code /v1/admin/models}. */
@Path("/v1/admin/models")
@Tag(name = "Platform: catalogue")
@Singleton
public class AdminModelResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final ModelAdmin admin;
  private final LiveCatalog catalog;

  @Inject
  public AdminModelResource(
      Handover handover, Json json, Doorkeeper doorkeeper, ModelAdmin admin, LiveCatalog catalog) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.admin = admin;
    this.catalog = catalog;
  }

  @POST
  @Operation(
      operationId = "createModel",
      summary = "Create a model, a wildcard or an alias",
      description =
          "The price given begins now. A model without a price is kept and cannot be called.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = ModelBody.class),
              examples =
                  @ExampleObject(
                      name = "local",
                      value =
                          """
                          {"id":"vllm/llama","provider":"vllm","upstream_model":"meta-llama/Llama-3.3-70B-Instruct",
                           "context_length":131072,"pricing":{"input_per_million":"0.10","output_per_million":"0.40"}}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The model",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ModelView.class)))
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
          return Reply.created(admin.create(actor, json.readObject(head, body)));
        });
  }

  @GET
  @Operation(operationId = "listModels", summary = "List models, by id")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "One page of models",
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
                              implementation = ModelView.class))))
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          Page page = Page.of(head);
          String after = page.position();
          CatalogSnapshot snapshot = catalog.freshest();
          List<CatalogModel> rows =
              snapshot.entries().stream()
                  .filter(model -> after == null || model.id().value().compareTo(after) > 0)
                  .limit(page.limit() + 1L)
                  .toList();
          return Reply.ok(
              Listing.cut(
                  rows, page, model -> admin.view(snapshot, model), model -> model.id().value()));
        });
  }

  @GET
  @Path("{id: .+}")
  @Operation(operationId = "getModelEntry", summary = "One model")
  @APIResponse(
      responseCode = "200",
      description = "The model",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ModelView.class)))
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
          CatalogSnapshot snapshot = catalog.freshest();
          CatalogModel model = snapshot.entry(id);
          if (model == null) {
            throw ModelAdmin.unknown();
          }
          return Reply.ok(admin.view(snapshot, model));
        });
  }

  @PATCH
  @Path("{id: .+}")
  @Operation(
      operationId = "updateModel",
      summary = "Change a model",
      description =
          "Fields left out stay. A pricing given is a new price from now on. Calls already planned"
              + " keep what they were planned with.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = ModelBody.class),
              examples = @ExampleObject(name = "name", value = "{\"name\":\"Llama 3.3\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The model as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ModelView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
  public void update(
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
          Fields fields = json.readObject(head, body);
          return Reply.ok(admin.update(actor, id, fields));
        });
  }

  @DELETE
  @Path("{id: .+}")
  @Operation(
      operationId = "deleteModel",
      summary = "Delete a model; its prices and its ledger lines stay")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
  public void delete(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Actor actor = doorkeeper.admin(head);
          admin.delete(actor, id);
          return Reply.noContent();
        });
  }
}
