package dev.quorate.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The note of which process serves a data directory. A launcher that was killed leaves its server
 * behind; the next one finds it by the note and by a mark on its command line, for process numbers
 * are used again.
 */
final class RunningServer {
  private final Path note;
  private final String mark;

  RunningServer(Path dataDirectory) {
    this.note = dataDirectory.resolve("server.pid");
    this.mark = mark(dataDirectory);
  }

  /** A word for the server's command line that tells whose it is. */
  static String mark(Path dataDirectory) {
    return "-Dquorate.data.directory=" + dataDirectory;
  }

  void write(long pid) {
    try {
      Files.writeString(note, pid + "\n");
    } catch (IOException e) {
      throw new StartFailed("Cannot write " + note + ": " + e.getMessage(), e);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw new StartFailed("Cannot delete " + note + ": " + e.getMessage(), e);
    }
  }

  /** A server of this data directory that an earlier launcher left running. */
  Optional<ProcessHandle> leftBehind() {
    try {
      if (!Files.exists(note)) {
        return Optional.empty();
      }
      String text = Files.readString(note).strip();
      return text.matches("[0-9]+")
          ? ProcessHandle.of(Long.parseLong(text)).filter(this::carriesTheMark)
          : Optional.empty();
    } catch (IOException e) {
      throw new StartFailed("Cannot read " + note + ": " + e.getMessage(), e);
    }
  }

  private boolean carriesTheMark(ProcessHandle process) {
    // Java's own view of another process's command line is cut short on Linux.
    Path whole = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
    try {
      String line =
          Files.isReadable(whole)
              ? new String(Files.readAllBytes(whole), StandardCharsets.UTF_8)
              : process.info().commandLine().orElse("");
      return line.contains(mark);
    } catch (IOException e) {
      // It ended while we looked.
      return false;
    }
  }
}
