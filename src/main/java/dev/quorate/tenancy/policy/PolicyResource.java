package dev.quorate.tenancy.policy;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the workspace, its projects and its keys may use. */
@Path("/v1/policies")
@Singleton
@Tag(name = "Policies")
public class PolicyResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final WorkspacePolicies policies;

  @Inject
  public PolicyResource(
      Handover handover, Json json, Doorkeeper doorkeeper, WorkspacePolicies policies) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.policies = policies;
  }

  @POST
  @Operation(
      operationId = "createPolicy",
      summary = "Create a policy",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = PolicyView.Body.class),
              examples =
                  @ExampleObject(
                      name = "policy",
                      value =
                          """
                          {"scope":"workspace","denied_models":["*/*-preview"],"max_price":{"output_per_million":30},"on_violation":"drop"}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The policy",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
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
          Caller caller = administrator(head);
          return Reply.created(PolicyView.of(policies.create(caller, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(
      operationId = "listPolicies",
      summary = "List policies, oldest first",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of policies",
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
                              implementation = PolicyView.class))))
  @APIResponse(responseCode = "403", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  policies.list(caller, page), page, PolicyView::of, row -> row.id().toString()));
        });
  }

  @GET
  @Path("{policy}")
  @Operation(
      operationId = "getPolicy",
      summary = "Read a policy",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @APIResponse(
      responseCode = "200",
      description = "The policy",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("policy") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          return Reply.ok(PolicyView.of(policies.get(caller, id)));
        });
  }

  @PATCH
  @Path("{policy}")
  @Operation(
      operationId = "changePolicy",
      summary = "Change a policy",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = PolicyView.Body.class),
              examples =
                  @ExampleObject(
                      name = "policy",
                      value =
                          """
                          {"on_violation":"deny"}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The policy as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void change(
      @PathParam("policy") String id,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          return Reply.ok(PolicyView.of(policies.change(caller, id, json.readObject(head, body))));
        });
  }

  @DELETE
  @Path("{policy}")
  @Operation(
      operationId = "deletePolicy",
      summary = "Delete a policy",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void delete(
      @PathParam("policy") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          policies.delete(caller, id);
          return Reply.noContent();
        });
  }

  private Caller administrator(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.WORKSPACE_ADMIN);
    caller.requireWholeWorkspace();
    return caller;
  }
}
