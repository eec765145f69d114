package dev.quorate.system;

import dev.quorate.launcher.FirstKeys;
import dev.quorate.launcher.Gateway;
import dev.quorate.launcher.Ports;
import dev.quorate.launcher.PostgresServer;
import dev.quorate.launcher.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A gateway of one test's own, database included, that may be killed and started again. Its server
 * is a copy of the one the session shares.
 */
public final class OwnServer implements AutoCloseable {
  private final Settings settings;
  private FirstKeys keys = FirstKeys.fresh();
  private Gateway gateway;
  private boolean startedBefore;

  private OwnServer(Settings settings) {
    this.settings = settings;
    this.gateway = new Gateway(settings, TestWorld.console());
  }

  /**
   * Prepares one; nothing runs yet.
   *
   * @param name of its server and its data folder under {@code target/}
   * @param environment on top of port and host
   */
  public static OwnServer prepare(String name, Map<String, String> environment) {
    Path runtime = TestWorld.property("quorate.system.runtime");
    Path data = TestWorld.property("quorate.system.folder").resolveSibling(name);
    TestWorld.clear(runtime, data);
    copyServer(runtime.resolve("usr/servers"), name);
    Map<String, String> all = new HashMap<>(environment);
    all.put("QUORATE_HTTP_PORT", String.valueOf(Ports.free()));
    all.put("QUORATE_HTTP_HOST", "127.0.0.1");
    return new OwnServer(new Settings(runtime, name, data, all));
  }

  /**
   * The same server with its database, which is started, behind another port of this machine. The
   * database is the test's to stop.
   */
  OwnServer through(int port) {
    PostgresServer database = postgres();
    Map<String, String> all = new HashMap<>(settings.environment());
    all.put("QUORATE_DB_URL", database.url().replaceFirst(":[0-9]+/", ":" + port + "/"));
    all.put("QUORATE_DB_USER", database.user());
    all.put("QUORATE_DB_PASSWORD", database.password());
    return new OwnServer(
        new Settings(settings.runtime(), settings.serverName(), settings.dataDirectory(), all));
  }

  /** Starts database and server, or what of them does not run, and waits until the API answers. */
  public void start() {
    if (startedBefore) {
      gateway = new Gateway(settings, TestWorld.console());
    }
    gateway.start();
    if (!startedBefore) {
      keys = gateway.keys();
    }
    startedBefore = true;
  }

  /** Kills the server in the middle of whatever it does; the database goes on. */
  public void kill() {
    ProcessHandle process = ProcessHandle.of(gateway.serverPid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks the server to stop, as a supervisor does, and waits for nothing. */
  void signal() {
    ProcessHandle.of(gateway.serverPid()).orElseThrow().destroy();
  }

  /** The server's exit status once it has ended. */
  int awaitEnd() throws InterruptedException {
    return gateway.awaitServer();
  }

  /** Stops server and database in order. */
  public void stop() {
    gateway.stop();
  }

  public String url() {
    return gateway.baseUri().toString();
  }

  public int port() {
    return gateway.baseUri().getPort();
  }

  public long pid() {
    return gateway.serverPid();
  }

  public Path dataDirectory() {
    return settings.dataDirectory();
  }

  /** The key the first start made for the workspace {@code default}. */
  public String apiKey() {
    return keys.api();
  }

  /** The administrator key the first start made. */
  public String adminKey() {
    return keys.admin();
  }

  /** Its database, attached to, not started anew. */
  PostgresServer postgres() {
    return PostgresServer.start(settings.dataDirectory(), TestWorld.console());
  }

  @Override
  public void close() {
    stop();
  }

  private static void copyServer(Path servers, String name) {
    Path from = servers.resolve("quorate-system");
    Path to = servers.resolve(name);
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        String relative = from.relativize(path).toString();
        if (relative.matches("(workarea|logs|apps)(/.*)?")) {
          continue;
        }
        if (Files.isDirectory(path)) {
          Files.createDirectories(to.resolve(relative));
        } else {
          Files.copy(path, to.resolve(relative), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.createDirectories(to.resolve("apps"));
      Files.copy(
          TestWorld.property("quorate.system.war"),
          to.resolve("apps/quorate.war"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
