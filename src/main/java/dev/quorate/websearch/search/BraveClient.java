package dev.quorate.websearch.search;

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

/**
 * The typed client of the Brave Search API.
 *
 * @see <a href="https://api-dashboard.search.brave.com/api-reference/web/search/get">its web
 *     search</a>
 */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
public interface BraveClient extends DialectClient {
  /**
   * Searches the web.
   *
   * @param count 1 to 20
   * @param decorations whether found words are marked up
   * @param kinds of results, {@code web}
   * @return any status; the body is still on the wire
   */
  @GET
  @Path("/res/v1/web/search")
  @Produces(MediaType.APPLICATION_JSON)
  Response search(
      @HeaderParam("X-Subscription-Token") String token,
      @QueryParam("q") String query,
      @QueryParam("count") int count,
      @QueryParam("text_decorations") boolean decorations,
      @QueryParam("result_filter") String kinds);
}
