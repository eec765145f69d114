package dev.quorate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A short command and what came of it.
 *
 * @param status exit status; 127 when the program does not exist
 * @param output what it wrote, both streams
 */
record Command(int status, String output) {
  private static final int NOT_FOUND = 127;
  private static final long PATIENCE_SECONDS = 120;

  /**
   * Runs to the end. Output goes through a file, for a daemon that the command leaves behind would
   * keep a pipe open.
   */
  static Command run(Path directory, List<String> words) {
    Path output = null;
    try {
      output = Files.createTempFile("quorate", ".out");
      Process process =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new StartFailed(words.getFirst() + " did not end within " + PATIENCE_SECONDS + " s.");
      }
      return new Command(process.exitValue(), Files.readString(output).strip());
    } catch (IOException e) {
      return new Command(NOT_FOUND, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while running " + words.getFirst() + ".", e);
    } finally {
      deleteQuietly(output);
    }
  }

  boolean succeeded() {
    return status == 0;
  }

  private static void deleteQuietly(@Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A file left in the folder for temporary files does no harm.
      file.toFile().deleteOnExit();
    }
  }
}
