package dev.quorate.catalog.admin;

import dev.quorate.http.Handover;
import dev.quorate.http.Reply;
import dev.quorate.tenancy.Doorkeeper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

/** {@code POST /v1/admin/providers/{id}/test}. */
@Path("/v1/admin/providers/{id}/test")
@Tag(name = "Platform: catalogue")
@Singleton
public class ProviderTrialResource {
  private final Handover handover;
  private final Doorkeeper doorkeeper;
  private final ProviderTrial trial;

  @Inject
  public ProviderTrialResource(Handover handover, Doorkeeper doorkeeper, ProviderTrial trial) {
    this.handover = handover;
    this.doorkeeper = doorkeeper;
    this.trial = trial;
  }

  @POST
  @Operation(
      operationId = "testProvider",
      summary = "Test a provider",
      description =
          "Asks it for its list of models with the stored credential, once and within ten seconds."
              + " No model is called, so it costs nothing and leaves no ledger line. A provider"
              + " that fails is an answer too: ok is false, and code and message say why.")
  @APIResponse(
      responseCode = "200",
      description = "What it came to",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TrialView.class)))
  @APIResponse(responseCode = "404", ref = "Error")
  public void test(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          doorkeeper.admin(head);
          return Reply.ok(trial.of(id));
        });
  }
}
