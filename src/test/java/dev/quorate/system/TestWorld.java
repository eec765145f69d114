package dev.quorate.system;

import dev.quorate.launcher.Console;
import dev.quorate.launcher.Gateway;
import dev.quorate.launcher.PostgresServer;
import dev.quorate.launcher.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One PostgreSQL for a whole test session, in a folder under {@code target/} that a session clears
 * before it begins.
 */
final class TestWorld implements AutoCloseable {
  private static final String SERVER = "quorate-system";

  private final Path runtime;
  private final Path folder;
  private final PostgresServer postgres;

  private TestWorld(Path runtime, Path folder, PostgresServer postgres) {
    this.runtime = runtime;
    this.folder = folder;
    this.postgres = postgres;
  }

  /** True under failsafe, which names the built server and WAR. */
  static boolean isWanted() {
    return System.getProperty("quorate.system.runtime") != null;
  }

  static TestWorld open() {
    Path runtime = property("quorate.system.runtime");
    Path folder = property("quorate.system.folder");
    clear(runtime, folder);
    return new TestWorld(runtime, folder, PostgresServer.start(folder, console()));
  }

  PostgresServer postgres() {
    return postgres;
  }

  Path runtime() {
    return runtime;
  }

  /** Settings of a server of the built WAR, with data in the world's folder. */
  Settings settings(Map<String, String> environment) {
    return new Settings(runtime, SERVER, folder, environment);
  }

  /** Puts the built WAR where the server looks for it. */
  void deployWar() {
    Path apps = runtime.resolve("usr/servers").resolve(SERVER).resolve("apps");
    try {
      Files.createDirectories(apps);
      Files.copy(
          property("quorate.system.war"),
          apps.resolve("quorate.war"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    postgres.stop();
  }

  static Path property(String name) {
    return Path.of(System.getProperty(name)).toAbsolutePath();
  }

  static Console console() {
    return new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  /** Ends what a killed session left running, then deletes its data. */
  static void clear(Path runtime, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    new Gateway(new Settings(runtime, SERVER, folder, Map.of()), console()).endServerLeftBehind();
    if (Files.exists(folder.resolve("postgres/data/postmaster.pid"))) {
      PostgresServer.start(folder, console()).stop();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
