package dev.quorate.tenancy.credentials;

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

/** Credentials the workspace brings for providers. Written, never shown. */
@Path("/v1/credentials")
@Singleton
@Tag(name = "Credentials")
public class CredentialResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final WorkspaceCredentials credentials;

  @Inject
  public CredentialResource(
      Handover handover, Json json, Doorkeeper doorkeeper, WorkspaceCredentials credentials) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.credentials = credentials;
  }

  @POST
  @Operation(
      operationId = "createCredential",
      summary = "Bring a credential for a provider",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = CredentialView.Body.class),
              examples =
                  @ExampleObject(
                      name = "credential",
                      value =
                          """
                          {"provider":"openai","api_key":"sk-…","name":"our own account"}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The credential",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = CredentialView.class)))
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
          return Reply.created(
              CredentialView.of(credentials.create(caller, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(
      operationId = "listCredentials",
      summary = "List credentials, oldest first",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of credentials",
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
                              implementation = CredentialView.class))))
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
                  credentials.list(caller, page),
                  page,
                  CredentialView::of,
                  row -> row.id().toString()));
        });
  }

  @GET
  @Path("{credential}")
  @Operation(
      operationId = "getCredential",
      summary = "Read a credential",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @APIResponse(
      responseCode = "200",
      description = "The credential",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = CredentialView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void get(
      @PathParam("credential") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          return Reply.ok(CredentialView.of(credentials.get(caller, id)));
        });
  }

  @PATCH
  @Path("{credential}")
  @Operation(
      operationId = "changeCredential",
      summary = "Change a credential",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = CredentialView.Body.class),
              examples =
                  @ExampleObject(
                      name = "credential",
                      value =
                          """
                          {"api_key":"sk-…"}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The credential as it is now",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = CredentialView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void change(
      @PathParam("credential") String id,
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
          return Reply.ok(
              CredentialView.of(credentials.change(caller, id, json.readObject(head, body))));
        });
  }

  @DELETE
  @Path("{credential}")
  @Operation(
      operationId = "deleteCredential",
      summary = "Delete a credential",
      description = "Needs the scope workspace:admin and a key that is not locked to a project.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "403", ref = "Error")
  @APIResponse(responseCode = "404", ref = "Error")
  public void delete(
      @PathParam("credential") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = administrator(head);
          credentials.delete(caller, id);
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
