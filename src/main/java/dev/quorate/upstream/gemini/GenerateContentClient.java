package dev.quorate.upstream.gemini;

import dev.quorate.upstream.wire.CallHeaders;
import dev.quorate.upstream.wire.DialectClient;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;

/** The typed client of one server; its base address ends in the version of the API. */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
public interface GenerateContentClient extends DialectClient {
  /**
   * Asks for content in one body.
   *
   * @param apiKey null for servers without a credential
   * @return any status; the body is still on the wire
   */
  @POST
  @Path("/models/{model}:generateContent")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Response generate(
      @PathParam("model") String model,
      @HeaderParam("x-goog-api-key") @Nullable String apiKey,
      @BeanParam CallHeaders headers,
      GenerateRequest request);

  /**
   * The same in events.
   *
   * @param alt {@code sse}; without it the pieces come as one JSON array
   */
  @POST
  @Path("/models/{model}:streamGenerateContent")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  Response stream(
      @PathParam("model") String model,
      @QueryParam("alt") String alt,
      @HeaderParam("x-goog-api-key") @Nullable String apiKey,
      @BeanParam CallHeaders headers,
      GenerateRequest request);
}
