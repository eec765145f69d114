package dev.quorate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data folder and the server process on it, steered with PostgreSQL's own tools. */
final class PostgresCluster {
  private static final int PORT_LINE = 3;
  private static final int LOG_TAIL_LINES = 15;

  private final PostgresHome home;
  private final PostgresSoftware software;

  PostgresCluster(PostgresHome home, PostgresSoftware software) {
    this.home = home;
    this.software = software;
  }

  /**
   * Makes the data folder in one step: a start that was cut short leaves nothing that looks whole.
   */
  void makeIfAbsent(String owner, String password) {
    if (Files.exists(home.data())) {
      return;
    }
    Path part = home.folder().resolve("data.part");
    Path passwordFile = home.folder().resolve("password.part");
    try {
      PostgresSoftware.delete(part);
      writePassword(passwordFile, password);
      Command made =
          run(
              software.program("initdb"),
              "--pgdata=" + part,
              "--username=" + owner,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              // The same order of texts on every machine.
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8");
      if (!made.succeeded()) {
        throw new StartFailed("PostgreSQL could not make its data folder: " + made.output());
      }
      Files.move(part, home.data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartFailed("Cannot make " + home.data() + ": " + e.getMessage(), e);
    } finally {
      deletePassword(passwordFile);
    }
  }

  /** The port of the server on this data folder, if one runs. */
  Optional<Integer> runningPort() {
    if (!run(software.program("pg_ctl"), "status", "--pgdata=" + home.data()).succeeded()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(home.data().resolve("postmaster.pid"));
      return lines.size() > PORT_LINE
          ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new StartFailed("Cannot read which port PostgreSQL has: " + e.getMessage(), e);
    }
  }

  /** Starts it in a session of its own, which a Ctrl-C at the terminal does not reach; its port. */
  int start(List<String> options) {
    int port = keptPort();
    String line =
        options.stream().map(option -> "-c " + option).collect(Collectors.joining(" "))
            + " -c port="
            + port;
    Command started =
        run(
            software.program("pg_ctl"),
            "start",
            "--wait",
            "--timeout=60",
            "--silent",
            "--pgdata=" + home.data(),
            "--log=" + log(),
            "--options=" + line);
    if (!started.succeeded()) {
      throw new StartFailed(
          "PostgreSQL did not start: "
              + started.output()
              + "\n"
              + logTail()
              + "\nIts log: "
              + log());
    }
    return port;
  }

  /**
   * @param mode pg_ctl's word for how
   */
  void stop(String mode) {
    run(
        software.program("pg_ctl"),
        "stop",
        "--mode=" + mode,
        "--wait",
        "--timeout=60",
        "--silent",
        "--pgdata=" + home.data());
  }

  /** Last time's port if it is still free, so that notes and tools keep working. */
  private int keptPort() {
    Path kept = home.folder().resolve("port");
    try {
      if (Files.exists(kept)) {
        int port = Integer.parseInt(Files.readString(kept).strip());
        if (Ports.isFreeOnLoopback(port)) {
          return port;
        }
      }
      int port = Ports.free();
      Files.writeString(kept, port + "\n");
      return port;
    } catch (IOException e) {
      throw new StartFailed(
          "Cannot keep the database's port in " + kept + ": " + e.getMessage(), e);
    }
  }

  private void writePassword(Path file, String password) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password + "\n");
    home.account().own(file);
  }

  private static void deletePassword(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StartFailed("A password is left in " + file + "; delete it: " + e.getMessage(), e);
    }
  }

  private Path log() {
    return home.folder().resolve("postgres.log");
  }

  private String logTail() {
    try {
      List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(its log cannot be read: " + e.getMessage() + ")";
    }
  }

  private Command run(String... words) {
    return Command.run(home.folder(), home.account().wrap(new ArrayList<>(List.of(words))));
  }
}
