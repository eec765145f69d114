package dev.quorate.upstream.listing;

import dev.quorate.upstream.wire.DialectClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;

/**
 * The typed client of one server's list, in each dialect's words. The connection is not kept: a
 * test is to find the name, the way and the certificate as they are now.
 *
 * <p>Each gives any status; the body is still on the wire. A credential is null for servers without
 * one.
 */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
@ClientHeaderParam(name = "Connection", value = "close")
public interface ModelListClient extends DialectClient {
  /**
   * As OpenAI and servers compatible with it have it.
   *
   * @see <a href="https://platform.openai.com/docs/api-reference/models/list">OpenAI</a>
   */
  @GET
  @Path("/models")
  @Produces(MediaType.APPLICATION_JSON)
  Response openAi(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization);

  /**
   * As Anthropic has it.
   *
   * @param limit models a page, at most 1000
   * @see <a href="https://docs.claude.com/en/api/models-list">Anthropic</a>
   */
  @GET
  @Path("/models")
  @Produces(MediaType.APPLICATION_JSON)
  @ClientHeaderParam(name = "anthropic-version", value = "2023-06-01")
  Response anthropic(
      @HeaderParam("x-api-key") @Nullable String apiKey, @QueryParam("limit") int limit);

  /**
   * As Google has it.
   *
   * @param pageSize models a page, at most 1000
   * @see <a href="https://ai.google.dev/api/models#method:-models.list">Google</a>
   */
  @GET
  @Path("/models")
  @Produces(MediaType.APPLICATION_JSON)
  Response gemini(
      @HeaderParam("x-goog-api-key") @Nullable String apiKey, @QueryParam("pageSize") int pageSize);
}
