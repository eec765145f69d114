package dev.quorate.upstream.anthropic;

import dev.quorate.upstream.wire.CallHeaders;
import dev.quorate.upstream.wire.DialectClient;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;

/** The typed client of one server; its base address ends in {@code /v1}. */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
@ClientHeaderParam(name = "anthropic-version", value = "2023-06-01")
public interface MessagesClient extends DialectClient {
  /**
   * Asks for a message, whole or in events as the request says.
   *
   * @param apiKey null for servers without a credential
   * @return any status; the body is still on the wire
   */
  @POST
  @Path("/messages")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  Response create(
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @BeanParam CallHeaders headers,
      MessagesRequest request);
}
