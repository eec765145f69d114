package dev.quorate.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held while a launcher lives: two gateways on one data directory would end each other's server.
 */
final class DataLock implements AutoCloseable {
  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it, or fails at once. The system gives it back when the process ends, however it ends.
   */
  static DataLock take(Path dataDirectory) {
    Path file = dataDirectory.resolve("launcher.lock");
    try {
      Files.createDirectories(dataDirectory);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StartFailed(
            "Quorate already runs from "
                + dataDirectory
                + ". Stop it, or set QUORATE_DATA_DIR and QUORATE_HTTP_PORT for a second one.");
      }
      return new DataLock(channel);
    } catch (IOException e) {
      throw new StartFailed(
          "Cannot use the data directory " + dataDirectory + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
