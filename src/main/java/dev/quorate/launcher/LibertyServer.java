package dev.quorate.launcher;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The server process: started with the same {@code java} as the launcher, stopped by a signal. */
final class LibertyServer {
  /** What the server needs beside the time for its running requests: Liberty's own stop. */
  private static final Duration STOPS = Duration.ofSeconds(60);

  /** Without waiting for its requests. */
  private static final Duration STOPS_AT_ONCE = Duration.ofSeconds(15);

  /** Since 24 Java has no security manager, and Liberty another set of options. */
  private static final int NEWER_OPTIONS_SINCE = 24;

  private static final long MOST_HEAP_MEGABYTES = 2_048;
  private static final long MEGABYTE = 1L << 20;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Process process;
  private final Duration patience;

  private LibertyServer(Process process, Duration patience) {
    this.process = process;
    this.patience = patience;
  }

  /**
   * Starts it, without waiting for anything.
   *
   * @param environment added to the launcher's own
   */
  static LibertyServer start(Settings settings, Map<String, String> environment) {
    Path server = settings.runtime().resolve("usr/servers").resolve(settings.serverName());
    if (!Files.exists(server.resolve("server.xml"))) {
      throw new StartFailed("No server in " + server + "; run mvn, which makes it.");
    }
    Path logs = settings.dataDirectory().resolve("log");
    try {
      Files.createDirectories(logs);
      Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwx------"));
      ServerLog.in(settings).clear();
      ProcessBuilder builder =
          new ProcessBuilder(command(settings, server))
              .directory(server.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(logs.resolve("console.log").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("QUORATE_"));
      builder.environment().putAll(serverEnv(server.resolve("server.env")));
      builder.environment().putAll(environment);
      builder.environment().put("LOG_DIR", logs.toString());
      return new LibertyServer(builder.start(), patience(settings));
    } catch (IOException e) {
      throw new StartFailed("Cannot start the server: " + e.getMessage(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end, at most so long; true when it has ended. */
  boolean hasEndedWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the end, whoever brings it about; the exit status. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Lets it finish what runs. */
  void stop() {
    end(process.toHandle(), patience);
  }

  /** After {@link #stop}: what runs is not waited for any more. */
  void stopAtOnce() {
    end(process.toHandle(), STOPS_AT_ONCE);
  }

  /** How long a server may take to stop. */
  static Duration patience(Settings settings) {
    return settings.drain().plus(STOPS);
  }

  /** Asks a server to stop, and after a while insists. */
  static void end(ProcessHandle server, Duration patience) {
    server.destroy();
    try {
      server.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.destroyForcibly();
    } catch (ExecutionException | TimeoutException e) {
      server.destroyForcibly();
      server.onExit().join();
    }
  }

  private static List<String> command(Settings settings, Path server) {
    Path runtime = settings.runtime();
    String options =
        Runtime.version().feature() >= NEWER_OPTIONS_SINCE ? "java24.options" : "java9.options";
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add(RunningServer.mark(settings.dataDirectory()));
    words.add("@" + runtime.resolve("lib/platform/java").resolve(options));
    if (Files.exists(server.resolve("jvm.options"))) {
      words.add("@" + server.resolve("jvm.options"));
    }
    words.add("-Xmx" + heapMegabytes() + "m");
    SPACES
        .splitAsStream(settings.get(Variable.QUORATE_JVM_OPTIONS, ""))
        .filter(option -> !option.isEmpty())
        .forEach(words::add);
    words.add("-javaagent:" + runtime.resolve("bin/tools/ws-javaagent.jar"));
    words.add("-jar");
    words.add(runtime.resolve("bin/tools/ws-server.jar").toString());
    words.add(settings.serverName());
    return words;
  }

  /**
   * Liberty's {@code server.env}, which its own start script would read: the passwords of the key
   * files that Liberty made for this server stand there.
   */
  private static Map<String, String> serverEnv(Path file) throws IOException {
    Map<String, String> variables = new HashMap<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        variables.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return variables;
  }

  /** A third of the machine, but no more than the gateway makes use of. */
  private static long heapMegabytes() {
    long machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return Math.min(MOST_HEAP_MEGABYTES, machine / 3 / MEGABYTE);
  }
}
