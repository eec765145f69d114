package dev.quorate.tenancy.audit;

import dev.quorate.http.Handover;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who changed what in the workspace. */
@Path("/v1/audit")
@Singleton
@Tag(name = "Audit")
public class AuditResource {
  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final AuditTrailStore trail;

  @Inject
  public AuditResource(Handover handover, Doorkeeper doorkeeper, AuditTrailStore trail) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.trail = trail;
  }

  @GET
  @Operation(
      operationId = "listAudit",
      summary = "List administrative changes, newest first",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @Parameter(
      name = "actor",
      in = ParameterIn.QUERY,
      description = "Id of the key that made the change",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "action",
      in = ParameterIn.QUERY,
      description = "key.create, or key.* for all about keys",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "since",
      in = ParameterIn.QUERY,
      description = "Only changes from this moment on",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of changes",
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      allOf = Listing.class,
                      properties =
                          @SchemaProperty(
                              name = "data",
                              type = SchemaType.ARRAY,
                              implementation = AuditEntry.class))))
  @APIResponse(responseCode = "403", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          List<AuditEntry> found = entries(head);
          return Reply.ok(
              Listing.cut(
                  found, Page.of(head), Function.identity(), entry -> entry.id().toString()));
        });
  }

  private List<AuditEntry> entries(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.WORKSPACE_ADMIN);
    caller.requireWholeWorkspace();
    return trail.of(caller.workspace(), AuditQuery.of(head));
  }
}
