package dev.quorate.inference.history;

import dev.quorate.fusion.RunOutcome;
import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.runs.finished.FinishedFusions;
import dev.quorate.runs.finished.FusionFilter;
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
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Finished runs with a panel, {@code /v1/fusion/runs}. */
@Path("/v1/fusion/runs")
@Singleton
@Tag(name = "Inference")
public class FusionRunsResource {
  private static final String JSON = "application/json";
  private static final int MAX_MODEL = 200;

  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final FinishedFusions runs;
  private final Json json;

  @Inject
  public FusionRunsResource(
      Handover handover, Doorkeeper doorkeeper, FinishedFusions runs, Json json) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.runs = runs;
    this.json = json;
  }

  @GET
  @Operation(
      operationId = "listFusionRuns",
      summary = "List finished runs, the newest first",
      description = "As long as texts are kept; the bill of a run is its receipt, which stays.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "Only runs of this status",
      schema =
          @Schema(
              enumeration = {"full", "single", "not_invoked", "degraded", "failed", "cancelled"}))
  @Parameter(
      name = "model",
      in = ParameterIn.QUERY,
      description = "Only runs whose request named this model",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of runs",
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
                              implementation = FusionRunSummary.class))))
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = caller(head);
          Page page = Page.of(head);
          FusionFilter filter =
              new FusionFilter(
                  caller.lockedProject(),
                  status(head),
                  model(head),
                  before(page),
                  page.limit() + 1);
          return Reply.ok(
              Listing.cut(
                  runs.list(caller.workspace(), filter),
                  page,
                  FusionRunSummary::of,
                  run -> run.id().asRun()));
        });
  }

  private static @Nullable String status(RequestHead head) {
    String status = head.query("status").orElse(null);
    if (status != null
        && Arrays.stream(RunOutcome.Status.values()).noneMatch(one -> one.wire().equals(status))) {
      throw ErrorCode.INVALID_VALUE.because("status", "'status' must be the status of a run.");
    }
    return status;
  }

  private static @Nullable String model(RequestHead head) {
    String model = head.query("model").orElse(null);
    if (model != null && (model.length() > MAX_MODEL || model.indexOf('\0') >= 0)) {
      throw ErrorCode.INVALID_VALUE.because("model", "'model' must be the name of a model.");
    }
    return model;
  }

  private static @Nullable RequestId before(Page page) {
    String position = page.position();
    return position == null ? null : RequestId.parse(position).orElseThrow(Page::foreignCursor);
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "getFusionRun",
      summary = "A finished run with every text",
      description = "By its id fr_…, or that of its request or response.")
  @APIResponse(
      responseCode = "200",
      description = "The run",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = FusionRunView.class)))
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
          Caller caller = caller(head);
          FinishedFusion run =
              RequestId.parse(id)
                  .map(known -> runs.find(caller.workspace(), known, caller.lockedProject()))
                  .orElseThrow(() ->
                      ErrorCode.NOT_FOUND.because("There is no such run, or it has expired."));
          return Reply.ok(FusionRunView.of(run, json.mapper().readTree(run.run().reveal())));
        });
  }

  private Caller caller(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.INFERENCE);
    return caller;
  }
}
