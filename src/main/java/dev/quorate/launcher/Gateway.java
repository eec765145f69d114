package dev.quorate.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A whole gateway: its database (unless the operator brought one) and its server, started in that
 * order and stopped in the other.
 */
public final class Gateway {
  private static final long POLL_MILLIS = 250;

  /** Migrations of a large ledger included. */
  private static final long START_MINUTES = 10;

  private final Settings settings;
  private final Console console;
  private final FirstKeys keys = FirstKeys.fresh();
  private @Nullable PostgresServer postgres;
  private @Nullable LibertyServer server;
  private boolean stopped;

  /** Nothing runs yet. */
  public Gateway(Settings settings, Console console) {
    this.settings = settings;
    this.console = console;
  }

  /**
   * Starts both and waits until the API answers. On failure nothing is left running.
   *
   * @throws StartFailed with the reason and where the log is
   */
  public void start() {
    try {
      makeDataDirectory();
      endServerLeftBehind();
      requireFreePort();
      launch();
      awaitReady();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  /**
   * Keys offered to the application; it adopted them if this was the first start on its database.
   */
  public FirstKeys keys() {
    return keys;
  }

  /** The API's address. */
  public URI baseUri() {
    return settings.baseUri();
  }

  /** The server's log, one JSON object a line. */
  public Path log() {
    return ServerLog.in(settings).file();
  }

  /**
   * The embedded database.
   *
   * @throws IllegalStateException when the operator brought one, or nothing runs
   */
  public synchronized PostgresServer database() {
    PostgresServer now = postgres;
    if (now == null) {
      throw new IllegalStateException("No embedded database runs.");
    }
    return now;
  }

  /** The server's process. */
  public long serverPid() {
    return running().pid();
  }

  /** How long running requests are waited for at a stop. */
  Duration drain() {
    return settings.drain();
  }

  /** Waits until the server ends, by whatever cause; its exit status. */
  public int awaitServer() throws InterruptedException {
    return running().awaitEnd();
  }

  /** Server first, so that it can write its last lines; then the database. Safe to call twice. */
  public void stop() {
    LibertyServer liberty;
    PostgresServer database;
    synchronized (this) {
      stopped = true;
      liberty = server;
      database = postgres;
    }
    if (liberty != null) {
      liberty.stop();
      new RunningServer(settings.dataDirectory()).forget();
    }
    if (database != null) {
      database.stop();
    }
  }

  /** While {@link #stop} waits for what runs: it shall not. */
  public void stopAtOnce() {
    LibertyServer liberty;
    synchronized (this) {
      liberty = server;
    }
    if (liberty != null) {
      liberty.stopAtOnce();
    }
  }

  private synchronized void launch() {
    refuseWhenStopped();
    Map<String, String> environment = new HashMap<>(settings.environment());
    if (settings.hasOwnDatabase()) {
      environment.put(Variable.QUORATE_DB_URL.name(), settings.jdbcUrl());
    } else {
      PostgresServer started = PostgresServer.start(settings.dataDirectory(), console);
      postgres = started;
      environment.put(Variable.QUORATE_DB_URL.name(), started.url());
      environment.put(Variable.QUORATE_DB_USER.name(), started.user());
      environment.put(Variable.QUORATE_DB_PASSWORD.name(), started.password());
    }
    addSecrets(environment);
    LibertyServer started = LibertyServer.start(settings, environment);
    server = started;
    new RunningServer(settings.dataDirectory()).write(started.pid());
  }

  private void addSecrets(Map<String, String> environment) {
    Secrets secrets = new Secrets(settings.dataDirectory().resolve("secrets"));
    environment.put(Variable.QUORATE_DATA_DIR.name(), settings.dataDirectory().toString());
    if (!settings.has(Variable.QUORATE_KEY_PEPPER)) {
      environment.put(Variable.QUORATE_KEY_PEPPER.name(), secrets.get("key-pepper"));
    }
    if (!settings.has(Variable.QUORATE_KEK)) {
      environment.put(Variable.QUORATE_KEK.name(), secrets.get("kek"));
    }
    environment.putIfAbsent(Variable.QUORATE_SANDBOX_KEY.name(), Secrets.fresh());
    environment.put(Variable.QUORATE_BOOTSTRAP_API_KEY.name(), keys.api());
    if (!settings.has(Variable.QUORATE_ADMIN_KEY)) {
      environment.put(Variable.QUORATE_BOOTSTRAP_ADMIN_KEY.name(), keys.admin());
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(START_MINUTES);
    ServerLog log = ServerLog.in(settings);
    try (Probe probe = new Probe(baseUri())) {
      while (!probe.isReady()) {
        if (running().hasEndedWithin(POLL_MILLIS) || log.saysHopeless()) {
          throw failed("The server did not start.", log);
        }
        if (System.nanoTime() > deadline) {
          throw failed("The server is not ready after " + START_MINUTES + " minutes.", log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while waiting for the server.", e);
    }
  }

  private static StartFailed failed(String what, ServerLog log) {
    List<String> reasons = log.reasons();
    String why = reasons.isEmpty() ? "" : "\n  " + String.join("\n  ", reasons);
    return new StartFailed(what + why + "\nIts log: " + log.file());
  }

  private void makeDataDirectory() {
    try {
      Files.createDirectories(settings.dataDirectory());
    } catch (IOException e) {
      throw new StartFailed(
          "Cannot make the data directory " + settings.dataDirectory() + ": " + e.getMessage(), e);
    }
  }

  /** Ends a server that a launcher left behind when it was killed. */
  public void endServerLeftBehind() {
    RunningServer note = new RunningServer(settings.dataDirectory());
    note.leftBehind()
        .ifPresent(process -> {
          console.say(
              "A server of an earlier start still runs (process "
                  + process.pid()
                  + "); ending it.");
          LibertyServer.end(process, LibertyServer.patience(settings));
        });
    note.forget();
  }

  private void requireFreePort() {
    if (!Ports.isFree(settings.listenAddress())) {
      throw new StartFailed(
          "Port "
              + settings.port()
              + " is in use by another program. Set QUORATE_HTTP_PORT to a free one.");
    }
  }

  private LibertyServer running() {
    LibertyServer now = server;
    if (now == null) {
      throw new IllegalStateException("The gateway was not started.");
    }
    return now;
  }

  private void refuseWhenStopped() {
    if (stopped) {
      throw new StartFailed("Stopped while starting.");
    }
  }
}
