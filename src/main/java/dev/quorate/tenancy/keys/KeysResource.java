package dev.quorate.tenancy.keys;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** The API keys of the caller's workspace. A key locked to a project sees only that one's. */
@Path("/v1/keys")
@Singleton
@Tag(name = "Keys")
public class KeysResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Json json;
  private final Doorkeeper doorkeeper;
  private final Keys keys;

  @Inject
  public KeysResource(Handover handover, Json json, Doorkeeper doorkeeper, Keys keys) {
    this.handover = handover;
    this.json = json;
    this.doorkeeper = doorkeeper;
    this.keys = keys;
  }

  @POST
  @Operation(
      operationId = "createOwnKey",
      summary = "Create an API key",
      description =
          "Needs the scope keys:write. Scopes, project, models, limits and expiry must lie within"
              + " those of the key that is used; what is left out is as with it. The reply shows"
              + " the key once; only its hash is kept.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = KeyBody.class),
              examples =
                  @ExampleObject(
                      name = "production",
                      value =
                          """
                          {"name":"production","scopes":["inference"],"allowed_models":["openai/*"],"limits":{"rpm":600}}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "The key, with its text",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "403", ref = "Error")
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
          Authority authority = keys.authority(caller(head));
          return Reply.created(KeyView.of(keys.issue(authority, json.readObject(head, body))));
        });
  }

  @GET
  @Operation(
      operationId = "listOwnKeys",
      summary = "List API keys, oldest first",
      description = "Needs the scope keys:write. Deleted keys are not listed.")
  @Parameter(ref = "limit")
  @Parameter(ref = "cursor")
  @APIResponse(
      responseCode = "200",
      description = "A page of keys",
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
                              implementation = KeyView.class))))
  @APIResponse(responseCode = "403", ref = "Error")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Authority authority = keys.authority(caller(head));
          Page page = Page.of(head);
          return Reply.ok(
              Listing.cut(
                  keys.list(authority, page), page, KeyView::of, row -> row.key().id().toString()));
        });
  }

  private Caller caller(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.KEYS_WRITE);
    return caller;
  }
}
