package dev.quorate.sandbox;

import dev.quorate.http.Handover;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sandbox on the wire. Without {@code quorate.sandbox.key} there is nothing here. */
@Path("/sandbox/v1")
@Singleton
@Tag(
    name = "Sandbox",
    description = "A built-in provider; the gateway calls it, and so may you with its key")
public class SandboxResource {
  private static final String BEARER = "Bearer ";

  private final Handover handover;
  private final Json json;
  private final SandboxModels models;
  private final @Nullable Sensitive<String> key;

  @Inject
  public SandboxResource(Handover handover, Json json, SandboxModels models, Config config) {
    this.handover = handover;
    this.json = json;
    this.models = models;
    this.key =
        config
            .getOptionalValue("quorate.sandbox.key", String.class)
            .filter(value -> !value.isBlank())
            .map(Sensitive::of)
            .orElse(null);
  }

  @POST
  @Path("/chat/completions")
  @Operation(
      operationId = "sandboxChatCompletion",
      summary = "Ask a sandbox model",
      description =
          "OpenAI's chat completions, streamed or not. A token is a word. Models: echo, optimist,"
              + " sceptic, judge, and by fault: fail-500, fail-429, slow-<n>ms, empty, starved,"
              + " truncate.")
  @APIResponse(responseCode = "200", description = "A chat completion")
  @APIResponse(responseCode = "401", description = "The key is not the sandbox's")
  @APIResponse(responseCode = "404", description = "No such model, or the sandbox is off")
  public void complete(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          admit(head);
          return models.reply(head, Chat.read(json.readObject(head, body)));
        });
  }

  @GET
  @Path("/models")
  @Operation(operationId = "sandboxModels", summary = "List the sandbox's models")
  @APIResponse(responseCode = "200", description = "The models in OpenAI's shape")
  @APIResponse(responseCode = "401", description = "The key is not the sandbox's")
  @APIResponse(responseCode = "404", description = "The sandbox is off")
  public void list(
      @Context HttpHeaders headers, @Context UriInfo uri, @Suspended AsyncResponse async) {
    handover.handle(
        async,
        headers,
        uri,
        head -> {
          admit(head);
          return Reply.ok(SandboxModels.list());
        });
  }

  private void admit(RequestHead head) {
    if (key == null) {
      throw SandboxModels.off();
    }
    byte[] wanted = (BEARER + key.reveal()).getBytes(StandardCharsets.UTF_8);
    byte[] given = head.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, given)) {
      throw ErrorCode.INVALID_API_KEY.because("The sandbox does not know this key.");
    }
  }
}
