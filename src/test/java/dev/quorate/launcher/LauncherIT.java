package dev.quorate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.Canaries;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LauncherIT {
  private static final Pattern API_KEY = Pattern.compile("API key +(qrt_live_[0-9A-Za-z]{38})");
  private static final Pattern ADMIN_KEY =
      Pattern.compile("admin key +(qrt_admin_[0-9A-Za-z]{38})");
  private static final String READY = "Ctrl-C stops it";

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private final List<LauncherProcess> started = new ArrayList<>();

  /** Only its owner may enter, as in root's home. */
  @TempDir Path closed;

  @BeforeAll
  static void makeServer() throws Exception {
    LauncherProcess.makeServer();
  }

  /** One story, because a start takes long. */
  @Test
  void killedLauncherAndKilledServerLoseNothing() throws Exception {
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

    LauncherProcess first = start("first.txt");
    String banner = first.awaitSaying(READY);
    String apiKey = found(API_KEY, banner);
    assertThat(status("/v1/key", apiKey)).isEqualTo(200);
    assertThat(status("/v1/admin/workspaces", found(ADMIN_KEY, banner))).isEqualTo(200);
    ProcessHandle leftBehind = first.server();
    first.kill();
    assertThat(leftBehind.isAlive()).isTrue();

    LauncherProcess second = start("second.txt");
    String later = second.awaitSaying(READY);
    assertThat(later).contains("A server of an earlier start still runs");
    assertThat(leftBehind.isAlive()).isFalse();
    assertThat(later).doesNotContain(LauncherProcess.keyPrefixes());
    assertThat(status("/v1/key", apiKey)).isEqualTo(200);

    second.server().destroyForcibly();
    assertThat(second.awaitEnd()).isEqualTo(1);
    assertThat(second.output()).contains("The server ended by itself");
    assertThat(second.databaseRuns()).isFalse();

    LauncherProcess third = start("third.txt");
    third.awaitSaying(READY);
    ProcessHandle server = third.server();
    third.terminate();
    assertThat(third.awaitEnd()).isZero();
    assertThat(third.output()).contains("Stopping").endsWith("Stopped.\n");
    assertThat(server.isAlive()).isFalse();
    assertThat(third.databaseRuns()).isFalse();
    Canaries.expectNoneInLogsOf(closed.resolve("data"));
  }

  /** Whatever the story left running when it broke off. */
  @AfterEach
  void clear() throws Exception {
    for (LauncherProcess launcher : started) {
      launcher.kill();
    }
    Settings settings = new Settings(Path.of(""), "", closed.resolve("data"), Map.of());
    Console console = new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    new Gateway(settings, console).endServerLeftBehind();
    PostgresServer.start(closed.resolve("data"), console).stop();
  }

  private LauncherProcess start(String output) throws Exception {
    LauncherProcess launcher =
        LauncherProcess.start(closed.resolve("data"), port, closed.resolve(output));
    started.add(launcher);
    return launcher;
  }

  private int status(String path, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", "Bearer " + key)
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("a key in:\n%s", text).isTrue();
    return matcher.group(1);
  }
}
