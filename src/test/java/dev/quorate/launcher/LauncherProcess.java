package dev.quorate.launcher;

import dev.quorate.system.ServerCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher as a process of its own, as Maven starts it, on a copy of the tests' server. */
final class LauncherProcess {
  private static final String SERVER = "quorate-launcher";
  private static final long PATIENCE_MINUTES = 12;

  private final Process process;
  private final Path output;
  private final Path dataDirectory;

  private LauncherProcess(Process process, Path output, Path dataDirectory) {
    this.process = process;
    this.output = output;
    this.dataDirectory = dataDirectory;
  }

  /** A server of its own beside the shared one, with the same configuration and WAR. */
  static void makeServer() throws IOException {
    Path server = ServerCopy.make(runtime(), SERVER);
    Files.copy(
        Path.of(System.getProperty("quorate.system.war")), server.resolve("apps/quorate.war"));
  }

  static LauncherProcess start(Path dataDirectory, int port, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "run",
                runtime().toString(),
                SERVER)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("QUORATE_DATA_DIR", dataDirectory.toString());
    builder.environment().put("QUORATE_HTTP_PORT", String.valueOf(port));
    builder.environment().put("QUORATE_JVM_OPTIONS", "-Xmx700m");
    return new LauncherProcess(builder.start(), output, dataDirectory);
  }

  /** Waits until it says so, or fails with all it said. */
  String awaitSaying(String words) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (!Files.readString(output).contains(words)) {
      if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError("Never said \"" + words + "\" but:\n" + Files.readString(output));
      }
    }
    return Files.readString(output);
  }

  /** Exit status once it has ended by itself. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("The launcher still runs.");
    }
    return process.exitValue();
  }

  /** As a supervisor does, or Ctrl-C. */
  void terminate() {
    process.destroy();
  }

  /** What the launcher wrote down: the server's process. */
  ProcessHandle server() throws IOException {
    long pid = Long.parseLong(Files.readString(dataDirectory.resolve("server.pid")).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** As kill -9 does: no hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  boolean databaseRuns() {
    return Files.exists(dataDirectory.resolve("postgres/data/postmaster.pid"));
  }

  private static Path runtime() {
    return Path.of(System.getProperty("quorate.system.runtime"));
  }

  /** Words that no test may find in what a later start says. */
  static List<String> keyPrefixes() {
    return List.of("qrt_admin_", "qrt_live_");
  }
}
