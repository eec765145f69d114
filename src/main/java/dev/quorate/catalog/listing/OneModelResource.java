package dev.quorate.catalog.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.Handover;
import dev.quorate.http.Reply;
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

/** {@code /v1/model/{author}/{slug}}: one model, where OpenRouter's clients look for it. */
@Path("/v1/model/{author}/{slug: .+}")
@Tag(name = "Models")
@Singleton
public class OneModelResource {
  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final ModelCards cards;

  @Inject
  public OneModelResource(Handover handover, Doorkeeper doorkeeper, ModelCards cards) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.cards = cards;
  }

  /** A model in OpenRouter's wrapping. */
  @Schema(name = "OneModel")
  record OneModel(@JsonProperty("data") ModelCard data) {}

  @GET
  @Operation(
      operationId = "getModelByAuthor",
      summary = "One model this key may use, as OpenRouter's clients ask for it",
      description = "Scope: inference.")
  @APIResponse(
      responseCode = "200",
      description = "The model",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OneModel.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("author") String author,
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
          caller.require(Scope.INFERENCE);
          return Reply.ok(new OneModel(cards.visibleTo(caller, author + "/" + slug)));
        });
  }
}
