package dev.quorate.usage;

import dev.quorate.http.Handover;
import dev.quorate.tenancy.Doorkeeper;
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
  private static final String TIME = "A UTC date (its first midnight) or an ISO-8601 time; ";

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
  @Parameter(
      name = "start",
      in = ParameterIn.QUERY,
      description = TIME + "default: this month",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "end",
      in = ParameterIn.QUERY,
      description = TIME + "exclusive",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "group_by",
      in = ParameterIn.QUERY,
      description =
          "workspace, day, model, role, preset, project, key, provider, status or tag:<key>;"
              + " default workspace",
      schema = @Schema(type = SchemaType.STRING))
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
  @Parameter(
      name = "key_id",
      in = ParameterIn.QUERY,
      description = "Only this API key, by id",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "model",
      in = ParameterIn.QUERY,
      description = "Only lines of this model, in full",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "role",
      in = ParameterIn.QUERY,
      description = "Only lines of this role",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "direct",
                "panel",
                "judge",
                "writer",
                "web_search",
                "web_fetch",
                "rejudge"
              }))
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "Only lines of requests with this status",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "completed",
                "incomplete",
                "failed",
                "cancelled",
                "refused",
                "running"
              }))
  @Parameter(
      name = "tag",
      in = ParameterIn.QUERY,
      description = "key=value; all of several",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "include_test",
      in = ParameterIn.QUERY,
      description = "true: lines of test keys too",
      schema = @Schema(type = SchemaType.BOOLEAN))
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
          LineFilter filter = filters.ofAdmin(query);
          query.refuseOthers();
          return groups.report(head, filter, grouping);
        });
  }
}
