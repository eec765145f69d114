package dev.quorate.system;

import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * Takes traces as an OpenTelemetry collector does: OTLP over HTTP, in protobuf. It reads by field
 * numbers of opentelemetry-proto 1.x, so no class of it is generated.
 */
final class FakeCollector implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /**
   * A span as it came.
   *
   * @param attributes values as text
   * @param failed its status is ERROR
   */
  record Span(
      String trace,
      String id,
      String parent,
      String name,
      long startNanos,
      long endNanos,
      Map<String, String> attributes,
      boolean failed) {
    String attribute(String name) {
      return attributes.getOrDefault(name, "");
    }
  }

  private FakeCollector(HttpServer server) {
    this.server = server;
  }

  static FakeCollector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeCollector collector = new FakeCollector(server);
    server.createContext("/v1/traces", collector::take);
    server.start();
    return collector;
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set to. */
  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The spans of one trace, once there are so many. */
  List<Span> awaitTrace(String trace, int count) {
    Await.until(PATIENCE, () -> trace(trace).size() >= count);
    return trace(trace);
  }

  List<Span> all() {
    return List.copyOf(spans);
  }

  private List<Span> trace(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
    byte[] body =
        zipped
            ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
            : exchange.getRequestBody().readAllBytes();
    for (UnknownFieldSet resource : messages(UnknownFieldSet.parseFrom(body), 1)) {
      for (UnknownFieldSet scope : messages(resource, 2)) {
        for (UnknownFieldSet span : messages(scope, 2)) {
          spans.add(read(span));
        }
      }
    }
    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static Span read(UnknownFieldSet span) throws IOException {
    Map<String, String> attributes = new HashMap<>();
    for (UnknownFieldSet attribute : messages(span, 9)) {
      attributes.put(text(attribute, 1), value(messages(attribute, 2).getFirst()));
    }
    List<UnknownFieldSet> status = messages(span, 15);
    return new Span(
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        text(span, 5),
        span.getField(7).getFixed64List().getFirst(),
        span.getField(8).getFixed64List().getFirst(),
        attributes,
        !status.isEmpty() && status.getFirst().getField(3).getVarintList().contains(2L));
  }

  private static String value(UnknownFieldSet any) {
    if (any.hasField(1)) {
      return text(any, 1);
    }
    if (any.hasField(4)) {
      ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);
      return String.valueOf(
          number.putLong(0, any.getField(4).getFixed64List().getFirst()).getDouble(0));
    }
    long number = any.getField(any.hasField(2) ? 2 : 3).getVarintList().getFirst();
    return any.hasField(2) ? String.valueOf(number == 1) : String.valueOf(number);
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) throws IOException {
    List<UnknownFieldSet> found = new ArrayList<>();
    for (var bytes : of.getField(field).getLengthDelimitedList()) {
      found.add(UnknownFieldSet.parseFrom(bytes));
    }
    return found;
  }

  private static String text(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().getFirst().toStringUtf8();
  }

  private static String hex(UnknownFieldSet of, int field) {
    List<com.google.protobuf.ByteString> bytes = of.getField(field).getLengthDelimitedList();
    return bytes.isEmpty() ? "" : HexFormat.of().formatHex(bytes.getFirst().toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
