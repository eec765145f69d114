package dev.quorate.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider that streams tokens at a steady pace, each with the {@link System#nanoTime} of its
 * sending as its text: the reader in the same process sees how long it was under way.
 */
final class TokenServer implements AutoCloseable {
  /** What a token's text begins with. */
  static final String STAMP = "at:";

  private static final String CHUNK =
      "data:"
          + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tokens\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s%d"
          + " \"},\"finish_reason\":null}]}\n\n";
  private static final String END =
      "data:"
          + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tokens\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":%d,\"total_tokens\":%d}}\n\n"
          + "data: [DONE]\n\n";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int tokens;
  private final long paceNanos;

  private TokenServer(HttpServer server, int tokens, int perSecond) {
    this.server = server;
    this.tokens = tokens;
    this.paceNanos = 1_000_000_000L / perSecond;
  }

  static TokenServer start(int tokens, int perSecond) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 1024);
    TokenServer tokenServer = new TokenServer(server, tokens, perSecond);
    server.setExecutor(tokenServer.threads);
    server.createContext("/", tokenServer::answer);
    server.start();
    return tokenServer;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      long next = System.nanoTime();
      for (int token = 0; token < tokens; token++) {
        LockSupport.parkNanos(next - System.nanoTime());
        send(body, CHUNK.formatted(STAMP, System.nanoTime()));
        next += paceNanos;
      }
      send(body, END.formatted(tokens, tokens + 5));
    }
  }

  private static void send(OutputStream body, String event) throws IOException {
    body.write(event.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
