package dev.quorate.catalog.admin;

import dev.quorate.catalog.DatedPrice;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/admin/prices}. There is nothing to change or delete. */
@Path("/v1/admin/prices")
@Tag(name = "Platform: catalogue")
@Singleton
public class PriceResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final PriceAdmin admin;
  private final LiveCatalog catalog;

  @Inject
  public PriceResource(
      Handover handover, Json json, Doorkeeper doorkeeper, PriceAdmin admin, LiveCatalog catalog) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.admin = admin;
    this.catalog = catalog;
  }

  @POST
  @Operation(
      operationId = "createPrice",
      summary = "Add a dated price",
      description =
          "It takes over at effective_from. Lines whose intent is older keep their own price,"
              + " whatever the date given here.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = PriceBody.class),
              examples =
                  @ExampleObject(
                      name = "from the new year",
                      value =
                          """
                          {"model":"openai/gpt-5-mini","effective_from":"2027-01-01T00:00:00Z",
                           "pricing":{"input_per_million":"0.20","output_per_million":"1.60"}}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The price",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PriceView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
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
          return Reply.created(PriceView.of(admin.add(actor, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(
      operationId = "listPrices",
      summary = "List prices, by model and then newest first",
      description = "Past and future ones, and those that come with the program.")
  @Parameter(
      name = "model",
      in = ParameterIn.QUERY,
      description = "Only prices of this very id",
      schema = @Schema(implementation = String.class))
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "One page of prices",
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
                              implementation = PriceView.class))))
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          return Reply.ok(page(head));
        });
  }

  private Listing<PriceView> page(RequestHead head) {
    Page page = Page.of(head);
    String model = head.query("model").orElse(null);
    List<DatedPrice> all =
        catalog.freshest().prices().stream()
            .filter(price -> model == null || price.model().equals(model))
            .toList();
    int from = 0;
    String after = page.position();
    if (after != null) {
      from = all.stream().map(DatedPrice::version).toList().indexOf(after) + 1;
      if (from == 0) {
        throw Page.foreignCursor();
      }
    }
    List<DatedPrice> rows = all.subList(from, Math.min(all.size(), from + page.limit() + 1));
    return Listing.cut(rows, page, PriceView::of, DatedPrice::version);
  }
}
