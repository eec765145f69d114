package dev.quorate.billing.budget;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Budgets of the caller's workspace, its projects and its keys. */
@Path("/v1/budgets")
@Singleton
@Tag(name = "Budgets")
public class BudgetResource {
  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final Budgets budgets;

  @Inject
  public BudgetResource(Handover handover, Json json, Doorkeeper doorkeeper, Budgets budgets) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.budgets = budgets;
  }

  @PUT
  @Operation(
      operationId = "putBudget",
      summary = "Make or change a budget",
      description =
          "There is one budget for each scope and period: the same again changes it. A new one"
              + " counts what is spent in the period already. Needs workspace:admin and a key that"
              + " is not locked.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"scope", "period", "cap_usd"},
                      properties = {
                        @SchemaProperty(
                            name = "scope",
                            type = SchemaType.STRING,
                            enumeration = {"workspace", "project", "key"}),
                        @SchemaProperty(
                            name = "scope_id",
                            type = SchemaType.STRING,
                            description = "The project's id or slug, or the key's id"),
                        @SchemaProperty(
                            name = "period",
                            type = SchemaType.STRING,
                            enumeration = {"daily", "weekly", "monthly", "lifetime"}),
                        @SchemaProperty(
                            name = "cap_usd",
                            type = SchemaType.NUMBER,
                            description = "At most ten decimals"),
                        @SchemaProperty(
                            name = "mode",
                            type = SchemaType.STRING,
                            enumeration = {"hard", "soft"},
                            defaultValue = "hard"),
                        @SchemaProperty(
                            name = "alert_thresholds",
                            type = SchemaType.ARRAY,
                            implementation = Integer.class,
                            description = "Percents of the cap, at most ten")
                      },
                      examples =
                          """
                          {"scope":"project","scope_id":"search","period":"monthly","cap_usd":250,"alert_thresholds":[50,80,90]}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The budget",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BudgetView.class)))
  @APIResponse(responseCode = "400", ref = "Error")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void put(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.WORKSPACE_ADMIN);
          Budgets.requireUnlocked(caller);
          return Reply.ok(BudgetView.of(budgets.put(caller, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(
      operationId = "listBudgets",
      summary = "List budgets, oldest first",
      description =
          "Needs usage:read. A key locked to a project sees that project's budgets and its own.")
  @APIResponse(
      responseCode = "200",
      description = "All budgets on one page",
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
                              implementation = BudgetView.class))))
  @APIResponse(responseCode = "403", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.USAGE_READ);
          return Reply.ok(
              new Listing<>(budgets.list(caller).stream().map(BudgetView::of).toList(), null));
        });
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "getBudget",
      summary = "Read a budget",
      description = "Needs usage:read.")
  @APIResponse(
      responseCode = "200",
      description = "The budget",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BudgetView.class)))
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
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.USAGE_READ);
          return Reply.ok(BudgetView.of(budgets.get(caller, id)));
        });
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "deleteBudget",
      summary = "Delete a budget",
      description = "What it counted stays in the ledger. Needs workspace:admin.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", ref = "Error")
  public void delete(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = doorkeeper.caller(head);
          caller.require(Scope.WORKSPACE_ADMIN);
          Budgets.requireUnlocked(caller);
          budgets.delete(caller, id);
          return Reply.noContent();
        });
  }
}
