package dev.quorate.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long the disk takes to make 8 KiB durable: what a commit cannot be faster than.
 *
 * @param p50 of 200 writes
 * @param p99 of 200 writes
 */
record DiskProbe(Duration p50, Duration p99) {
  private static final int WRITES = 200;

  static DiskProbe measure(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "fsync", ".probe");
    long[] nanos = new long[WRITES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(8192);
      for (int i = 0; i < WRITES; i++) {
        page.clear();
        long start = System.nanoTime();
        channel.write(page, i * 8192L);
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(nanos);
    return new DiskProbe(
        Duration.ofNanos(nanos[WRITES / 2]), Duration.ofNanos(nanos[WRITES * 99 / 100]));
  }
}
