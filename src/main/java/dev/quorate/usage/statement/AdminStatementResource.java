package dev.quorate.usage.statement;

import dev.quorate.http.Fields;
import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.YearMonth;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Closes months and lists closed ones, for the platform admin. */
@Path("/v1/admin/statements")
@Tag(name = "Platform: statements")
@Singleton
public class AdminStatementResource {
  private static final int MAX_TEXT = 64;

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final AdminStatements statements;

  @Inject
  AdminStatementResource(
      Handover handover, Json json, Doorkeeper doorkeeper, AdminStatements statements) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.statements = statements;
  }

  @POST
  @Operation(
      operationId = "closeMonth",
      summary = "Close a month of a workspace",
      description =
          "Writes its statement, which is never changed: later corrections belong to the month they"
              + " are made in. A month can be closed once, from a minute after its end (UTC), when"
              + " no call of it is open.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"workspace_id", "month"},
                      properties = {
                        @SchemaProperty(name = "workspace_id", type = SchemaType.STRING),
                        @SchemaProperty(
                            name = "month",
                            type = SchemaType.STRING,
                            pattern = "^2[01][0-9]{2}-(0[1-9]|1[0-2])$")
                      },
                      examples = "{\"workspace_id\":\"019a…\",\"month\":\"2026-10\"}")))
  @APIResponse(
      responseCode = "201",
      description = "The statement",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StatementView.class)))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
  public void close(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Actor actor = doorkeeper.admin(head);
          Fields fields = json.readObject(head, body);
          WorkspaceId workspace =
              statements.workspace(fields.requiredText("workspace_id", MAX_TEXT));
          YearMonth month = Months.parse(fields.requiredText("month", MAX_TEXT));
          fields.refuseOthers();
          return Reply.created(statements.close(workspace, month, actor));
        });
  }

  @GET
  @Operation(
      operationId = "listAllStatements",
      summary = "Closed months of all workspaces, newest first, without their lines")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @Parameter(
      name = "workspace_id",
      in = ParameterIn.QUERY,
      description = "Only those of this workspace",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of statements",
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
                              implementation = StatementView.class))))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "403", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          var _ = doorkeeper.admin(head);
          Page page = Page.of(head);
          WorkspaceId workspace =
              head.query("workspace_id").map(AdminStatements::idOf).orElse(null);
          return Reply.ok(
              Listing.cut(
                  statements.list(workspace, after(page), page.limit()),
                  page,
                  Function.identity(),
                  AdminStatements.Place::of));
        });
  }

  private static AdminStatements.@Nullable Place after(Page page) {
    String position = page.position();
    if (position == null) {
      return null;
    }
    AdminStatements.Place place = AdminStatements.Place.parse(position);
    if (place == null) {
      throw Page.foreignCursor();
    }
    return place;
  }
}
