package dev.quorate.inference.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.state.FollowedRuns;
import dev.quorate.inference.state.ResponseMemory;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.runs.InputItemList;
import dev.quorate.runs.InputItems;
import dev.quorate.runs.InputItemsQuery;
import dev.quorate.runs.StoredResponse;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Responses that were kept, {@code /v1/responses/{id}}. */
@Path("/v1/responses/{id}")
@Singleton
@Tag(name = "Inference")
public class StoredResponseResource {
  private static final String JSON = "application/json";

  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final ResponseMemory memory;
  private final FollowedRuns runs;
  private final Json json;

  @Inject
  public StoredResponseResource(
      Handover handover,
      Doorkeeper doorkeeper,
      ResponseMemory memory,
      FollowedRuns runs,
      Json json) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.memory = memory;
    this.runs = runs;
    this.json = json;
  }

  /** What is left of a deleted response. */
  @Schema(name = "DeletedResponse", description = "The response is gone")
  record Deleted(
      @JsonProperty("id") String id,
      @JsonProperty("object") @Schema(enumeration = "response.deleted") String object,
      @JsonProperty("deleted") boolean deleted) {}

  @GET
  @Operation(
      operationId = "getResponse",
      summary = "A response that was kept",
      description =
          "As it was answered; kept for a day unless 'store' was false. With stream=true the events"
              + " of a background response, after starting_after where that is given.")
  @APIResponse(
      responseCode = "200",
      description = "The response",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ResponseBody.class)))
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
          StoredResponse response = found(head, id);
          return head.query("stream").orElse("false").equals("true")
              ? runs.follow(caller(head), response, head)
              : Reply.ok(memory.body(response));
        });
  }

  @POST
  @Path("/cancel")
  @Operation(
      operationId = "cancelResponse",
      summary = "End a background response",
      description = "Its calls are cancelled; what they used is billed. One that has ended stays.")
  @APIResponse(
      responseCode = "200",
      description = "The response as it stands",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = ResponseBody.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void cancel(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          Caller caller = caller(head);
          runs.cancel(caller, found(head, id));
          return Reply.ok(memory.body(found(head, id)));
        });
  }

  @GET
  @Path("/input_items")
  @Operation(
      operationId = "listInputItems",
      summary = "What a kept response was asked",
      description = "Its own input, not what it continues. Query: order, limit, after.")
  @APIResponse(
      responseCode = "200",
      description = "The items",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = InputItemList.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void items(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          StoredResponse response = found(head, id);
          InputItemsQuery query = InputItemsQuery.of(head);
          return Reply.ok(
              InputItems.page(
                  response.id(), json.mapper().readTree(response.input().reveal()), query));
        });
  }

  @DELETE
  @Operation(operationId = "deleteResponse", summary = "Forget a response that was kept")
  @APIResponse(
      responseCode = "200",
      description = "It is gone",
      content = @Content(mediaType = JSON, schema = @Schema(implementation = Deleted.class)))
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
          if (!memory.forget(caller(head), id)) {
            throw ErrorCode.NOT_FOUND.because("There is no such response.");
          }
          return Reply.ok(new Deleted(id, "response.deleted", true));
        });
  }

  private StoredResponse found(RequestHead head, String id) {
    StoredResponse response = memory.find(caller(head), id);
    if (response == null) {
      throw ErrorCode.NOT_FOUND.because("There is no such response.");
    }
    return response;
  }

  private Caller caller(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.INFERENCE);
    return caller;
  }
}
