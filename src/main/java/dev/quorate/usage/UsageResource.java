package dev.quorate.usage;

import dev.quorate.http.Handover;
import dev.quorate.http.Listing;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Caller;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.Grouping;
import dev.quorate.usage.reading.LineFilter;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/usage}: what a workspace used and what it cost. Scope {@code usage:read}. */
@Path("/v1/usage")
@Tag(name = "Usage")
@Singleton
public class UsageResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Filters filters;
  private final UsageReports groups;
  private final RequestReports requests;

  @Inject
  public UsageResource(
      Handover handover, Filters filters, UsageReports groups, RequestReports requests) {
    this.handover = handover;
    this.filters = filters;
    this.groups = groups;
    this.requests = requests;
  }

  @GET
  @Operation(
      operationId = "getUsage",
      summary = "Usage over time, by model, role, preset, project, key, provider, status or tag",
      description =
          "Sums of ledger lines whose call was intended in start ≤ t < end, by one of these or by a"
              + " time and one more. A key locked to a project sees that project only.")
  @Parameter(ref = "start")
  @Parameter(ref = "end")
  @Parameter(
      name = "group_by",
      in = ParameterIn.QUERY,
      description =
          "hour, day, week, month, model, role, preset, project, key, provider, status or"
              + " tag:<key>; a time and one more as day,model; default day",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "sort")
  @Parameter(ref = "project_id")
  @Parameter(ref = "key_id")
  @Parameter(ref = "model")
  @Parameter(ref = "role")
  @Parameter(ref = "status")
  @Parameter(ref = "tag")
  @Parameter(ref = "include_test")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of groups and the total of all pages",
      content = {
        @Content(mediaType = JSON, schema = @Schema(implementation = UsageReport.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "406", ref = "Error")
  public void usage(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = filters.caller(head);
          Parameters query = new Parameters(head);
          Grouping grouping = query.grouping(false, "day");
          GroupOrder order = query.order();
          LineFilter filter = filters.ofLines(caller, query);
          query.refuseOthers();
          return groups.report(head, filter, grouping, order);
        });
  }

  @GET
  @Path("requests")
  @Operation(
      operationId = "listUsageRequests",
      summary = "Requests, newest first, with the sums of their lines",
      description = "A refused request is listed too; it has no lines.")
  @Parameter(ref = "start")
  @Parameter(ref = "end")
  @Parameter(ref = "project_id")
  @Parameter(ref = "key_id")
  @Parameter(ref = "model")
  @Parameter(ref = "status")
  @Parameter(ref = "tag")
  @Parameter(ref = "include_test")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of requests",
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
                              implementation = UsageRequest.class))))
  public void requests(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(async, headers, uri, head -> Reply.ok(requests.list(head, filter(head))));
  }

  @GET
  @Path("requests/{id}")
  @Operation(
      operationId = "getReceipt",
      summary = "The receipt of a request, readable at any time",
      description =
          "By the id of the reply (resp_, chatcmpl-), of the run (fr_) or of the request (req_).")
  @APIResponse(
      responseCode = "200",
      description = "The request with all its lines",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = UsageRequest.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void receipt(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = filters.caller(head);
          new Parameters(head).refuseOthers();
          return Reply.ok(requests.receipt(caller, id));
        });
  }

  private LineFilter filter(RequestHead head) {
    Caller caller = filters.caller(head);
    Parameters query = new Parameters(head);
    LineFilter filter = filters.ofRequests(caller, query);
    query.refuseOthers();
    return filter;
  }
}
