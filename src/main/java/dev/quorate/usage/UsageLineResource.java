package dev.quorate.usage;

import dev.quorate.http.Handover;
import dev.quorate.http.Listing;
import dev.quorate.tenancy.Caller;
import dev.quorate.usage.reading.LedgerLine;
import dev.quorate.usage.reading.LineFilter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/usage/lines}: the ledger's lines themselves. Scope {@code usage:read}. */
@Path("/v1/usage/lines")
@Tag(name = "Usage")
@Singleton
public class UsageLineResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Filters filters;
  private final LineReports lines;

  @Inject
  public UsageLineResource(Handover handover, Filters filters, LineReports lines) {
    this.handover = handover;
    this.filters = filters;
    this.lines = lines;
  }

  @GET
  @Operation(
      operationId = "listUsageLines",
      summary = "Ledger lines, oldest first",
      description =
          "Accept text/csv or application/x-ndjson for an export of up to 10000 lines; the header"
              + " x-next-cursor says where the next one begins.")
  @Parameter(ref = "start")
  @Parameter(ref = "end")
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
      description = "A page of lines, or an export",
      content = {
        @Content(
            mediaType = JSON,
            schema =
                @Schema(
                    allOf = Listing.class,
                    properties =
                        @SchemaProperty(
                            name = "data",
                            type = SchemaType.ARRAY,
                            implementation = LedgerLine.class))),
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(implementation = LedgerLine.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "406", ref = "Error")
  public void lines(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = filters.caller(head);
          Parameters query = new Parameters(head);
          LineFilter filter = filters.ofLines(caller, query);
          query.refuseOthers();
          return lines.report(head, filter);
        });
  }
}
