package dev.quorate.billing.adjustment;

import dev.quorate.http.Fields;
import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.store.WorkspaceStore;
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
import java.math.BigDecimal;
import java.util.UUID;
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

/** Corrections of ledger lines, by the platform admin. */
@Path("/v1/admin/adjustments")
@Tag(name = "Platform: adjustments")
@Singleton
public class AdjustmentResource {
  private static final int MAX_ID = 64;
  private static final int MAX_REASON = 500;
  private static final BigDecimal MOST = new BigDecimal("9999999999");

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final WorkspaceStore workspaces;
  private final AdjustmentStore store;

  @Inject
  AdjustmentResource(
      Handover handover,
      Json json,
      Doorkeeper doorkeeper,
      WorkspaceStore workspaces,
      AdjustmentStore store) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.workspaces = workspaces;
    this.store = store;
  }

  @POST
  @Operation(
      operationId = "createAdjustment",
      summary = "Correct a ledger line",
      description =
          "The line and its request's cost stay as they are; the correction stands beside them, in"
              + " receipts and in reports of the time it is made. A call's cost with all its"
              + " corrections is never below 0.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"workspace_id", "call_id", "delta_usd", "reason"},
                      properties = {
                        @SchemaProperty(name = "workspace_id", type = SchemaType.STRING),
                        @SchemaProperty(
                            name = "call_id",
                            type = SchemaType.STRING,
                            description = "Of the line, as receipts show it"),
                        @SchemaProperty(
                            name = "delta_usd",
                            type = SchemaType.NUMBER,
                            description = "Negative gives back; at most ten decimals, not 0"),
                        @SchemaProperty(
                            name = "reason",
                            type = SchemaType.STRING,
                            description = "1 to 500 characters")
                      },
                      examples =
                          """
                          {"workspace_id":"019a…","call_id":"019a…","delta_usd":-0.0004,"reason":"provider credited the call"}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The correction",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Adjustment.class)))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  @APIResponse(responseCode = "409", ref = "Error")
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
          Actor actor = doorkeeper.admin(head);
          Fields fields = json.readObject(head, body);
          WorkspaceId workspace = workspace(fields.requiredText("workspace_id", MAX_ID));
          UUID call = uuid("call_id", fields.requiredText("call_id", MAX_ID));
          BigDecimal delta = delta(fields);
          String reason = fields.requiredText("reason", MAX_REASON);
          fields.refuseOthers();
          return Reply.created(store.add(workspace, call, delta, reason, actor));
        });
  }

  private static BigDecimal delta(Fields fields) {
    BigDecimal delta = fields.decimalOrText("delta_usd", MOST.negate(), MOST);
    if (delta == null) {
      throw ErrorCode.MISSING_FIELD.because("delta_usd", "'delta_usd' is required.");
    }
    if (delta.signum() == 0 || delta.stripTrailingZeros().scale() > Money.SCALE) {
      throw ErrorCode.INVALID_VALUE.because(
          "delta_usd", "'delta_usd' must not be 0 and may have ten decimals.");
    }
    BigDecimal plain = delta.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  @GET
  @Operation(operationId = "listAdjustments", summary = "List corrections, newest first")
  @Parameter(
      name = "workspace_id",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "call_id",
      in = ParameterIn.QUERY,
      description = "Only of this call",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of corrections",
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
                              implementation = Adjustment.class))))
  @APIResponse(responseCode = "404", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          return Reply.ok(list(head));
        });
  }

  private Listing<Adjustment> list(RequestHead head) {
    String named =
        head.query("workspace_id")
            .orElseThrow(() ->
                ErrorCode.MISSING_FIELD.because("workspace_id", "'workspace_id' is required."));
    WorkspaceId workspace = workspace(named);
    String call = head.query("call_id").orElse(null);
    Page page = Page.of(head);
    return Listing.cut(
        store.list(
            workspace, call == null ? null : uuid("call_id", call), before(page), page.limit()),
        page,
        row -> row,
        row -> row.id().toString());
  }

  private static @Nullable UUID before(Page page) {
    String position = page.position();
    try {
      return position == null ? null : UUID.fromString(position);
    } catch (IllegalArgumentException e) {
      throw Page.foreignCursor();
    }
  }

  private WorkspaceId workspace(String text) {
    WorkspaceId id = new WorkspaceId(uuid("workspace_id", text));
    if (workspaces.find(id).isEmpty()) {
      throw ErrorCode.NOT_FOUND.because("workspace_id", "No such workspace.");
    }
    return id;
  }

  private static UUID uuid(String name, String text) {
    if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      return UUID.fromString(text);
    }
    throw ErrorCode.INVALID_VALUE.because(name, "'" + name + "' must be an id of 36 characters.");
  }
}
