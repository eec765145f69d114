package dev.quorate.upstream.wire;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import tools.jackson.databind.json.JsonMapper;

/** A dialect's typed client of one server; {@link ServerClients} makes it. */
public interface DialectClient extends AutoCloseable {
  @Override
  void close();

  /** Writes every {@link WireRequest} with our Jackson, whatever JSON the container brings. */
  final class RequestWriter implements MessageBodyWriter<WireRequest> {
    private final JsonMapper mapper;

    RequestWriter(JsonMapper mapper) {
      this.mapper = mapper;
    }

    @Override
    public boolean isWriteable(
        Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
      return WireRequest.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
        WireRequest request,
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
