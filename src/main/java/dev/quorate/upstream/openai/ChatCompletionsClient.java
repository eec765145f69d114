package dev.quorate.upstream.openai;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The typed client of one server; made by {@link ServerClients} for its base URI. */
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "Quorate")
public interface ChatCompletionsClient extends AutoCloseable {
  /**
   * Asks for a completion.
   *
   * @param authorization null for servers without a credential
   * @param fusionDepth null outside a fusion
   * @return any status; the body is still on the wire and is read or given up by {@link
   *     ExchangeClient}
   */
  @POST
  @Path("/chat/completions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Response complete(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @HeaderParam("x-openrouter-fusion-depth") @Nullable String fusionDepth,
      ChatRequest request);

  @Override
  void close();

  /** Writes the request with our Jackson, whatever JSON the container brings. */
  final class RequestWriter implements MessageBodyWriter<ChatRequest> {
    private final JsonMapper mapper;

    RequestWriter(JsonMapper mapper) {
      this.mapper = mapper;
    }

    @Override
    public boolean isWriteable(
        Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
      return type == ChatRequest.class;
    }

    @Override
    public void writeTo(
        ChatRequest request,
        Class<?> type,
        Type genericType,
        Annotation[] annotations,
        MediaType mediaType,
        MultivaluedMap<String, Object> headers,
        OutputStream out) {
      mapper.writeValue(out, request);
    }
  }
}
