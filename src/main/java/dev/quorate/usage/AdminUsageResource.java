package dev.quorate.usage;

import dev.quorate.http.Handover;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.Grouping;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/admin/usage}: the same sums across workspaces, for the platform admin. */
@Path("/v1/admin/usage")
@Tag(name = "Platform: usage")
@Singleton
public class AdminUsageResource {

  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final Filters filters;
  private final UsageReports groups;

  @Inject
  public AdminUsageResource(
      Handover handover, Doorkeeper doorkeeper, Filters filters, UsageReports groups) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.filters = filters;
    this.groups = groups;
  }

  @GET
  @Operation(
      operationId = "getPlatformUsage",
      summary = "Usage across workspaces, by workspace, day, model, role, …",
      description = "Sums of ledger lines whose call was intended in start ≤ t < end.")
  @Parameter(ref = "start")
  @Parameter(ref = "end")
  @Parameter(
      name = "group_by",
      in = ParameterIn.QUERY,
      description =
          "workspace, hour, day, week, month, model, role, preset, project, key, provider, status"
              + " or tag:<key>; a time and one more as day,workspace; default workspace",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "sort")
  @Parameter(
      name = "workspace_id",
      in = ParameterIn.QUERY,
      description = "Only this workspace",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "project_id",
      in = ParameterIn.QUERY,
      description = "Only this project, by id",
      schema = @Schema(type = SchemaType.STRING))
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
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = UsageReport.class)),
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
          doorkeeper.admin(head);
          Parameters query = new Parameters(head);
          Grouping grouping = query.grouping(true, "workspace");
          GroupOrder order = query.order();
          LineFilter filter = filters.ofAdmin(query);
          query.refuseOthers();
          return groups.report(head, filter, grouping, order);
        });
  }
}
