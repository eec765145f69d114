package dev.quorate.usage.statement;

import dev.quorate.http.Document;
import dev.quorate.http.Handover;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import dev.quorate.usage.ReportFormat;
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
import java.time.YearMonth;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Closed months of the caller's workspace. Scope {@code usage:read}. */
@Path("/v1/statements")
@Tag(name = "Statements")
@Singleton
public class StatementResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final StatementStore store;

  @Inject
  StatementResource(Handover handover, Doorkeeper doorkeeper, StatementStore store) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.store = store;
  }

  @GET
  @Operation(
      operationId = "listStatements",
      summary = "Closed months, newest first, without their lines",
      description = "Needs usage:read and a key that is not locked to a project.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of statements",
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
                              implementation = StatementView.class))))
  @APIResponse(responseCode = "403", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = caller(head);
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  store.list(caller.workspace(), before(page), page.limit()),
                  page,
                  row -> row,
                  StatementView::month));
        });
  }

  @GET
  @Path("{month}")
  @Operation(
      operationId = "getStatement",
      summary = "A closed month with its lines",
      description = "Accept text/csv for the lines as a table. Needs usage:read.")
  @APIResponse(
      responseCode = "200",
      description = "The statement",
      content = {
        @Content(mediaType = JSON, schema = @Schema(implementation = StatementView.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "406", ref = "Error")
  public void get(
      @PathParam("month") String month,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = caller(head);
          ReportFormat format = ReportFormat.of(head, ReportFormat.JSON, ReportFormat.CSV);
          StatementView statement =
              store
                  .find(caller.workspace(), Months.parse(month))
                  .orElseThrow(() -> ErrorCode.NOT_FOUND.because("No statement of that month."));
          return format == ReportFormat.JSON
              ? Reply.ok(statement)
              : new Reply(200, new Document(format.contentType(), statement.csv()), Map.of());
        });
  }

  private Caller caller(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.USAGE_READ);
    if (caller.lockedProject() != null) {
      throw ErrorCode.PROJECT_LOCKED.because("This key is locked to a project.");
    }
    return caller;
  }

  private static @Nullable YearMonth before(Page page) {
    String position = page.position();
    return position == null ? null : Months.parse(position);
  }
}
