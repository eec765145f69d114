package dev.quorate.inference.rejudge;

import dev.quorate.http.ErrorBody;
import dev.quorate.http.Handover;
import dev.quorate.inference.Conductor;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.idempotency.Repeats;
import dev.quorate.inference.responses.ResponseBody;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door of {@code POST /v1/fusion/runs/{id}/rejudge}. */
@Path("/v1/fusion/runs/{id}/rejudge")
@Singleton
@Tag(name = "Inference")
public class RejudgeResource {
  private final Handover handover;
  private final Conductor conductor;
  private final KeptRuns runs;
  private final KeptProjects projects;

  @Inject
  public RejudgeResource(
      Handover handover, Conductor conductor, KeptRuns runs, KeptProjects projects) {
    this.handover = handover;
    this.conductor = conductor;
    this.runs = runs;
    this.projects = projects;
  }

  /** Has another judge read the answers of a run that has ended. */
  @POST
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @Operation(
      operationId = "rejudgeFusionRun",
      summary = "Judge the panel of a finished run again",
      description =
          "For the price of a judge: no panel model is called, its answers are those of the run."
              + " A request of its own, with its own receipt and run. By the run's id fr_…, or that"
              + " of its request or response. The reply has the Responses shape. Scope: inference.")
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
              schema = @Schema(implementation = RejudgeRequest.class),
              examples =
                  @ExampleObject(
                      name = "judge",
                      value = "{\"synthesis_model\":\"sandbox/sceptic\",\"include\":[\"panel\"]}")))
  @APIResponse(
      responseCode = "200",
      description = "The judgement; fusion.rejudge_of names the run",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ResponseBody.class)))
  @APIResponse(
      responseCode = "400",
      description =
          "invalid_json, invalid_value, unknown_field, invalid_tag, project_conflict,"
              + " retention_off, run_without_answers, model_not_priced, fusion_recursion",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(responseCode = "401", ref = "Error")
  @APIResponse(
      responseCode = "402",
      description =
          "max_cost_exceeded, key_limit_exceeded, project_budget_exceeded,"
              + " workspace_budget_exceeded",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "403",
      description =
          "insufficient_scope, project_locked, project_disabled, model_not_allowed,"
              + " policy_violation, test_key_sandbox_only",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "404",
      description = "not_found: no such run of this workspace; model_not_found, project_not_found",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "409",
      description = "run_not_finished, idempotency_key_in_use, replay_unavailable",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "410",
      description = "run_texts_gone: never kept, or expired",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "422",
      description = "idempotency_key_reused",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "429",
      description = "rate_limit_exceeded",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "502",
      description = "After the judge's calls, with on_judge_failure 'fail': judge_failed",
      content = @Content(schema = @Schema(implementation = FailedReply.class)))
  @APIResponse(
      responseCode = "503",
      description = "overloaded, ledger_unavailable",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  public void create(
      @PathParam("id") String id,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> conductor.answer(new RejudgeEndpoint(id, runs, projects), head, body));
  }
}
