package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogProvider;
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

/** {@code /v1/admin/providers}. */
@Path("/v1/admin/providers")
@Tag(name = "Platform: catalogue")
@Singleton
public class ProviderResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final ProviderAdmin admin;
  private final LiveCatalog catalog;

  @Inject
  public ProviderResource(
      Handover handover,
      Json json,
      Doorkeeper doorkeeper,
      ProviderAdmin admin,
      LiveCatalog catalog) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.admin = admin;
    this.catalog = catalog;
  }

  @POST
  @Operation(
      operationId = "createProvider",
      summary = "Create a provider",
      description = "The credential is stored encrypted and never shown again.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = ProviderBody.class),
              examples =
                  @ExampleObject(
                      name = "openai",
                      value =
                          """
                          {"id":"openai","dialect":"openai","base_url":"https://api.openai.com/v1","api_key":"sk-…"}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The provider",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ProviderView.class)))
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
          return Reply.created(ProviderView.of(admin.create(actor, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(operationId = "listProviders", summary = "List providers, by id")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "One page of providers",
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
                              implementation = ProviderView.class))))
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
          List<CatalogProvider> rows =
              catalog.freshest().providers().stream()
                  .filter(provider -> after == null || provider.id().compareTo(after) > 0)
                  .limit(page.limit() + 1L)
                  .toList();
          return Reply.ok(Listing.cut(rows, page, ProviderView::of, CatalogProvider::id));
        });
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getProvider", summary = "One provider")
  @APIResponse(
      responseCode = "200",
      description = "The provider",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ProviderView.class)))
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
          CatalogProvider provider = catalog.freshest().provider(id);
          if (provider == null) {
            throw ProviderAdmin.unknown(id);
          }
          return Reply.ok(ProviderView.of(provider));
        });
  }

  @PATCH
  @Path("{id}")
  @Operation(
      operationId = "updateProvider",
      summary = "Change a provider",
      description =
          "Fields left out stay. A new base_url on another host needs the api_key with it. Calls"
              + " already planned keep what they were planned with.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = ProviderBody.class),
              examples = @ExampleObject(name = "slower", value = "{\"concurrency\":50}")))
  @APIResponse(
      responseCode = "200",
      description = "The provider as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ProviderView.class)))
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
          return Reply.ok(ProviderView.of(admin.update(actor, id, fields)));
        });
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteProvider", summary = "Delete a provider that serves no model")
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
