package dev.quorate.system;

import dev.quorate.launcher.FirstKeys;
import dev.quorate.launcher.Gateway;
import dev.quorate.launcher.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one running gateway of a test session: the built WAR in a real server on a free port, started
 * by the launcher's own code when the first test asks for it.
 */
public final class QuorateServer {
  private static final AtomicReference<QuorateServer> SHARED = new AtomicReference<>();

  private final Gateway gateway;
  private final FakeCollector collector;

  private QuorateServer(Gateway gateway, FakeCollector collector) {
    this.gateway = gateway;
    this.collector = collector;
  }

  /** The session's server; the first call takes as long as a start. */
  public static QuorateServer shared() {
    synchronized (SHARED) {
      QuorateServer running = SHARED.get();
      if (running == null) {
        running = start();
        SHARED.set(running);
      }
      return running;
    }
  }

  /** Where the API is, without a path. */
  public URI baseUri() {
    return gateway.baseUri();
  }

  /** A platform administrator's key. */
  public String adminKey() {
    return keys().admin();
  }

  /** A key of the workspace {@code default} with all scopes. */
  public String apiKey() {
    return keys().api();
  }

  /** The server's own database, through the driver; the owner's view of it. */
  public String jdbcUrl() {
    return World.current().postgres().url();
  }

  /** Database user; a superuser. */
  public String databaseUser() {
    return World.current().postgres().user();
  }

  /** That user's password. */
  public String databasePassword() {
    return World.current().postgres().password();
  }

  /** The server's log, one JSON object a line. */
  public Path logFile() {
    return gateway.log();
  }

  /** The server's process. */
  public long pid() {
    return gateway.serverPid();
  }

  private FirstKeys keys() {
    return gateway.keys();
  }

  private static QuorateServer start() {
    TestWorld world = World.current();
    world.deployWar();
    try {
      FakeCollector collector = FakeCollector.start();
      Gateway gateway = new Gateway(world.settings(environment(collector)), TestWorld.console());
      gateway.start();
      return new QuorateServer(gateway, collector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the tests need otherwise than in life. */
  private static Map<String, String> environment(FakeCollector collector) {
    return Map.ofEntries(
        // A test may leave a call behind that nobody answers.
        Map.entry("QUORATE_HTTP_DRAIN_MS", "20000"),
        // So that what it runs into is seen within a test run.
        Map.entry("QUORATE_BILLING_INVARIANTS_INTERVAL_MS", "30000"),
        Map.entry("OTEL_SDK_DISABLED", "false"),
        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()),
        Map.entry("OTEL_BSP_SCHEDULE_DELAY", "200"),
        Map.entry("QUORATE_HTTP_PORT", String.valueOf(Ports.free())),
        Map.entry("QUORATE_HTTP_HOST", "127.0.0.1"),
        Map.entry("QUORATE_JVM_OPTIONS", "-Xmx900m"),
        Map.entry("QUORATE_UPSTREAM_FIRST_BYTE_MS", "8000"),
        Map.entry("QUORATE_UPSTREAM_IDLE_MS", "6000"),
        Map.entry("QUORATE_UPSTREAM_LISTING_TIMEOUT_MS", "4000"));
  }

  /** What the server measures of itself; empty while none runs. */
  static Optional<String> metrics() throws IOException, InterruptedException {
    QuorateServer running = SHARED.get();
    if (running == null) {
      return Optional.empty();
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(running.baseUri().resolve("/metrics")).build();
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  /** Where the session's server sends its traces. */
  static FakeCollector collector() {
    return shared().collector;
  }

  static void stopShared() {
    QuorateServer running = SHARED.getAndSet(null);
    if (running != null) {
      running.gateway.stop();
      running.collector.close();
    }
  }
}
