package dev.quorate.catalog.listing;

import dev.quorate.http.Handover;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/models}: what a key may use. */
@Path("/v1/models")
@Tag(name = "Models")
@Singleton
public class ModelResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final ModelCards cards;

  @Inject
  public ModelResource(Handover handover, Doorkeeper doorkeeper, ModelCards cards) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.cards = cards;
  }

  @GET
  @Operation(
      operationId = "listCallableModels",
      summary = "List the models this key may use",
      description =
          "OpenAI's shape with OpenRouter's keys beside it; all at once, or the part that offset"
              + " and limit name. A test key sees sandbox models only. Scope: inference.")
  @APIResponse(
      responseCode = "200",
      description = "The models, fusion first",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ModelList.class)))
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async, headers, uri, head -> Reply.ok(ModelList.of(cards.visibleTo(caller(head)), head)));
  }

  @GET
  @Path("user")
  @Operation(
      operationId = "listUsersModels",
      summary = "The same list, as OpenRouter's clients ask for a key's own models",
      description = "Scope: inference.")
  @APIResponse(
      responseCode = "200",
      description = "The models, fusion first",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ModelList.class)))
  public void own(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    list(headers, uri, async);
  }

  @GET
  @Path("{id: .+}")
  @Operation(
      operationId = "getModel",
      summary = "One model this key may use",
      description = "Also a model that only a wildcard of the catalogue serves. Scope: inference.")
  @APIResponse(
      responseCode = "200",
      description = "The model",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ModelCard.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(async, headers, uri, head -> Reply.ok(cards.visibleTo(caller(head), id)));
  }

  private Caller caller(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.INFERENCE);
    return caller;
  }
}
