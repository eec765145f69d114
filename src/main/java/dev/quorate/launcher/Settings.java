package dev.quorate.launcher;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What one start needs to know.
 *
 * @param runtime Liberty's installation folder
 * @param serverName which of its servers to start
 * @param dataDirectory absolute
 * @param environment what the server gets besides what the launcher makes
 */
public record Settings(
    Path runtime, String serverName, Path dataDirectory, Map<String, String> environment) {
  private static final int DEFAULT_PORT = 9080;
  private static final String DRAIN = "quorate.http.drain-ms";

  public Settings {
    environment = Map.copyOf(environment);
  }

  /**
   * Reads an environment.
   *
   * @throws StartFailed on an unknown {@code QUORATE_*} variable or a port that is none
   */
  public static Settings of(Path runtime, String serverName, Map<String, String> environment) {
    Variables.ofThisBuild().refuseUnknown(environment.keySet());
    Map<String, String> kept = new HashMap<>(environment);
    // An empty variable means the same as none: shells and compose files cannot always unset.
    kept.entrySet()
        .removeIf(entry -> entry.getKey().startsWith("QUORATE_") && entry.getValue().isBlank());
    Path data = Path.of(kept.getOrDefault(Variable.QUORATE_DATA_DIR.name(), ".quorate"));
    Settings settings =
        new Settings(
            runtime.toAbsolutePath().normalize(),
            serverName,
            data.toAbsolutePath().normalize(),
            kept);
    settings.port();
    settings.drain();
    return settings;
  }

  /** Whether the operator brought a database. */
  boolean hasOwnDatabase() {
    return environment.containsKey(Variable.QUORATE_DB_URL.name());
  }

  /** Whether the operator set the variable. */
  boolean has(Variable variable) {
    return environment.containsKey(variable.name());
  }

  String get(Variable variable, String otherwise) {
    return environment.getOrDefault(variable.name(), otherwise);
  }

  int port() {
    String text = get(Variable.QUORATE_HTTP_PORT, String.valueOf(DEFAULT_PORT));
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new StartFailed(
          "QUORATE_HTTP_PORT must be a port between 1 and 65535, not \"" + text + "\".");
    }
    return Integer.parseInt(text);
  }

  /** How long the server waits for its running requests when it is to stop. */
  Duration drain() {
    String text =
        environment.getOrDefault("QUORATE_HTTP_DRAIN_MS", Variables.defaultOf(DRAIN)).strip();
    if (!text.matches("[0-9]{1,7}")) {
      throw new StartFailed(
          "QUORATE_HTTP_DRAIN_MS must be a number of milliseconds, not \"" + text + "\".");
    }
    return Duration.ofMillis(Long.parseLong(text));
  }

  /** Where the server will listen. */
  InetSocketAddress listenAddress() {
    String host = get(Variable.QUORATE_HTTP_HOST, "*");
    try {
      return host.equals("*")
          ? new InetSocketAddress(port())
          : new InetSocketAddress(InetAddress.getByName(host), port());
    } catch (UnknownHostException e) {
      throw new StartFailed("QUORATE_HTTP_HOST is no address of this machine: " + host, e);
    }
  }

  /** The API as a client on this machine reaches it. */
  URI baseUri() {
    String host = get(Variable.QUORATE_HTTP_HOST, "*");
    return URI.create(
        "http://"
            + (host.equals("*") || host.equals("0.0.0.0") ? "localhost" : host)
            + ":"
            + port());
  }

  /**
   * {@code postgresql://} and {@code postgres://} URLs, without credentials in them, as JDBC wants
   * them.
   */
  String jdbcUrl() {
    String url = get(Variable.QUORATE_DB_URL, "");
    if (url.startsWith("jdbc:postgresql:")) {
      return url;
    }
    if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
      if (URI.create(url).getRawUserInfo() != null) {
        throw new StartFailed(
            "QUORATE_DB_URL must not carry a password; use QUORATE_DB_USER and"
                + " QUORATE_DB_PASSWORD.");
      }
      return "jdbc:postgresql://" + url.substring(url.indexOf("://") + 3);
    }
    throw new StartFailed("QUORATE_DB_URL must begin with jdbc:postgresql: or postgresql://.");
  }
}
