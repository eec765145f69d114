package dev.quorate.websearch.search;

import dev.quorate.upstream.wire.DialectClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * The typed client of a SearXNG instance. It answers in JSON only where its settings list that
 * format.
 *
 * @see <a href="https://docs.searxng.org/dev/search_api.html">its search API</a>
 */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
public interface SearxngClient extends DialectClient {
  /** Any status; the body is still on the wire. */
  @GET
  @Path("/search")
  @Produces(MediaType.APPLICATION_JSON)
  Response search(@QueryParam("q") String query, @QueryParam("format") String format);
}
