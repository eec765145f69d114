package dev.quorate.inference.quote;

import dev.quorate.http.Handover;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door of {@code POST /v1/fusion/quote}. */
@Path("/v1/fusion/quote")
@Singleton
@Tag(name = "Inference")
public class QuoteResource {
  private final Handover handover;
  private final Quotes quotes;

  @Inject
  public QuoteResource(Handover handover, Quotes quotes) {
    this.handover = handover;
    this.quotes = quotes;
  }

  /** Plans a request and says what it may cost. */
  @POST
  @Operation(
      operationId = "quoteFusion",
      summary = "What a request would do and cost, without sending it",
      description =
          "The body is one of POST /v1/responses or, with messages, of POST /v1/chat/completions."
              + " Refused for what the request itself would be refused for, but not for"
              + " fusion.max_cost_usd. Scope: inference.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "quote",
                      value =
                          """
                          {"model":"fusion","input":"Why is the sky blue?",
                           "fusion":{"analysis_models":["sandbox/optimist","sandbox/sceptic"],"max_cost_usd":0.05}}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The quote",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = QuoteView.class)))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "401", ref = "Error")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "429", ref = "Error")
  public void quote(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(async, headers, uri, head -> quotes.quote(head, body));
  }
}
