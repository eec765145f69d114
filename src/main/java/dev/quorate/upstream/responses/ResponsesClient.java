package dev.quorate.upstream.responses;

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

/** The typed client of one server. */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
public interface ResponsesClient extends DialectClient {
  /**
   * Asks for a response, whole or in events as the request says.
   *
   * @param authorization null for servers without a credential
   * @return any status; the body is still on the wire
   */
  @POST
  @Path("/responses")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  Response create(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @BeanParam CallHeaders headers,
      ResponsesRequest request);
}
