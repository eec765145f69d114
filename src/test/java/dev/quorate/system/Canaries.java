package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Secrets and prompts that stand out where they must not be: after each class of system tests, in
 * every line that a server or its database has written to a log since the last look; in every
 * refusal; and in the metrics.
 */
public final class Canaries implements AfterAllCallback {
  /** What every request of the tests asks, unless a test needs a prompt of its own. */
  static final String PROMPT = "What does the canary sing of the capital of France?";

  /** How every secret begins that tests give to the gateway. */
  static final String SECRET = "sk-canary-";

  /** The secret of the providers that tests register. */
  static final String PROVIDER_KEY = SECRET + "provider-0123456789";

  /** What models say where a test looks for their words. */
  static final String ANSWER = SECRET + "answer-0123456789";

  private static final Pattern ANY =
      Pattern.compile(
          "qrt_(live|test|admin)_[0-9A-Za-z]{38}|"
              + Pattern.quote(SECRET)
              + "|"
              + Pattern.quote(PROMPT));

  private static final int AROUND = 200;

  /** How far each file was read. */
  private static final Map<Path, Long> READ = new ConcurrentHashMap<>();

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (TestWorld.isWanted()) {
      look();
    }
  }

  /** Searches what was written since the last look. */
  static void look() throws IOException, InterruptedException {
    logs().forEach(Canaries::expectNoneInNewLinesOf);
    QuorateServer.metrics().ifPresent(text -> expectNone("the metrics", text));
  }

  /** Fails with what stands around the first one. */
  static void expectNone(String where, String text) {
    Matcher found = ANY.matcher(text);
    if (found.find()) {
      int from = Math.max(0, found.start() - AROUND);
      int to = Math.min(text.length(), found.end() + AROUND);
      assertThat(text.substring(from, to)).as("a secret or a prompt in %s", where).isEmpty();
    }
  }

  static void expectNoneInNewLinesOf(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long size = file.length();
      long from = READ.getOrDefault(log, 0L);
      file.seek(from <= size ? from : 0);
      byte[] bytes = new byte[Math.toIntExact(size - file.getFilePointer())];
      file.readFully(bytes);
      READ.put(log, size);
      expectNone(log.toString(), new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logs of all servers and databases of this run, Liberty's first-failure reports among them. */
  private static List<Path> logs() {
    Path build = TestWorld.property("quorate.system.folder").getParent();
    Path servers = TestWorld.property("quorate.system.runtime").resolve("usr/servers");
    return Stream.concat(logs(build, 3).stream(), logs(servers, 5).stream()).toList();
  }

  private static List<Path> logs(Path folder, int depth) {
    try (Stream<Path> found =
        Files.find(folder, depth, (path, is) -> isLog(path) && is.isRegularFile())) {
      return found.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For a gateway whose data lies where the search does not come by itself. */
  public static void expectNoneInLogsOf(Path dataDirectory) {
    List<Path> logs = logs(dataDirectory, 4);
    assertThat(logs).as("logs in %s", dataDirectory).isNotEmpty();
    logs.forEach(Canaries::expectNoneInNewLinesOf);
  }

  private static boolean isLog(Path path) {
    String name = path.getFileName().toString();
    boolean named = name.endsWith(".log") || name.endsWith(".json");
    return named && !path.toString().contains("/apps/") || path.toString().contains("/ffdc/");
  }
}
