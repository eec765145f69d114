package dev.quorate.inference.responses;

import dev.quorate.http.Drain;
import dev.quorate.http.ErrorBody;
import dev.quorate.http.Handover;
import dev.quorate.inference.Conductor;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.idempotency.Repeats;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door of {@code POST /v1/responses}. */
@Path("/v1/responses")
@Singleton
@Tag(name = "Inference")
public class ResponsesResource {
  private static final ResponsesEndpoint ENDPOINT = new ResponsesEndpoint();

  private final Handover handover;
  private final Conductor conductor;
  private final Drain drain;

  @Inject
  public ResponsesResource(Handover handover, Conductor conductor, Drain drain) {
    this.handover = handover;
    this.conductor = conductor;
    this.drain = drain;
  }

  /** Asks one model, or a panel and a judge. */
  @POST
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @Operation(
      operationId = "createResponse",
      summary = "Ask one model or a panel, in the Responses shape",
      description = Examples.DESCRIPTION)
  @Parameter(
      name = Repeats.HEADER,
      in = ParameterIn.HEADER,
      description = Repeats.DESCRIPTION,
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ResponsesRequest.class),
              examples = {
                @ExampleObject(name = "fusion", value = Examples.FUSION_REQUEST),
                @ExampleObject(name = "direct", value = Examples.DIRECT_REQUEST)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      headers = {
        @Header(
            name = "x-request-id",
            description = "The request",
            schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = "x-cost-usd",
            description = "Sum of every call, exact",
            schema = @Schema(type = SchemaType.NUMBER)),
        @Header(
            name = "x-gateway-overhead-ms",
            description = "The gateway's own time",
            schema = @Schema(type = SchemaType.NUMBER)),
        @Header(
            name = "x-fusion-run-id",
            description = "Only for model 'fusion'",
            schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = "x-fusion-status",
            description = "Only for model 'fusion'",
            schema = @Schema(type = SchemaType.STRING))
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ResponseBody.class),
              examples = @ExampleObject(name = "fusion", value = Examples.FUSION_REPLY)))
  @APIResponse(
      responseCode = "400",
      description =
          "invalid_json, invalid_value, missing_field, unknown_field, unsupported_parameter,"
              + " invalid_tag, project_conflict, panel_required, fusion_recursion, not_with_fusion,"
              + " model_not_priced; after calls: rejected_by_panel, rejected_by_provider",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "401",
      description = "invalid_api_key, api_key_disabled, api_key_expired",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "403",
      description = "insufficient_scope, project_locked, model_not_allowed, test_key_sandbox_only",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "404",
      description = "model_not_found, project_not_found",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "409",
      description = "idempotency_key_in_use, replay_unavailable",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "422",
      description = "idempotency_key_reused",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "429",
      description = "After calls: panel_rate_limited, provider_rate_limited",
      content = @Content(schema = @Schema(implementation = FailedReply.class)))
  @APIResponse(
      responseCode = "502",
      description =
          "After calls: all_panels_failed, min_answers_not_met, judge_failed, upstream_error",
      content = @Content(schema = @Schema(implementation = FailedReply.class)))
  @APIResponse(
      responseCode = "503",
      description = "overloaded, ledger_unavailable, provider_unavailable",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "504",
      description = "After calls: run_deadline, provider_timeout",
      content = @Content(schema = @Schema(implementation = FailedReply.class)))
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
          drain.requireOpen();
          return conductor.answer(ENDPOINT, head, body);
        });
  }
}
