package dev.quorate.billing.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One process's file: lines of eight hexadecimal digits, the CRC-32C of what follows, a blank, and
 * the entry. Locked while its process lives; the system gives the lock back when it dies.
 */
final class JournalFile implements AutoCloseable {
  static final String SUFFIX = ".journal";

  private static final int DIGITS = 8;
  private static final HexFormat HEX = HexFormat.of();

  private final Path path;
  private final FileChannel channel;

  private JournalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * What a file holds.
   *
   * @param entries in their order
   * @param damaged lines whose checksum is wrong
   * @param torn whether the last line has no end: the process died while it wrote it
   */
  record Content(List<String> entries, int damaged, boolean torn) {}

  /** Makes a file, and its folder for nobody else's eyes. */
  static JournalFile create(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    JournalFile file = open(path, StandardOpenOption.CREATE);
    if (file == null) {
      throw new IOException(path + " is another process's");
    }
    if (folder != null) {
      forceFolder(folder);
    }
    return file;
  }

  /** An existing one; null while its process lives. */
  static @Nullable JournalFile take(Path path) throws IOException {
    return open(path, StandardOpenOption.READ);
  }

  private static @Nullable JournalFile open(Path path, StandardOpenOption further)
      throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, further);
    try {
      if (channel.tryLock() != null) {
        channel.position(channel.size());
        return new JournalFile(path, channel);
      }
    } catch (OverlappingFileLockException ours) {
      channel.close();
      return null;
    }
    channel.close();
    return null;
  }

  /** A new file's name must be on the disk too. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  Path path() {
    return path;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Returns once they are on the disk. */
  void append(List<String> entries) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (String entry : entries) {
      byte[] bytes = entry.getBytes(UTF_8);
      lines.writeBytes((HEX.toHexDigits(checksum(bytes)) + " ").getBytes(UTF_8));
      lines.writeBytes(bytes);
      lines.write('\n');
    }
    ByteBuffer left = ByteBuffer.wrap(lines.toByteArray());
    while (left.hasRemaining()) {
      channel.write(left);
    }
    channel.force(false);
  }

  Content read() throws IOException {
    byte[] all = Files.readAllBytes(path);
    List<String> entries = new ArrayList<>();
    int damaged = 0;
    int from = 0;
    for (int at = 0; at < all.length; at++) {
      if (all[at] == '\n') {
        String entry = entry(all, from, at);
        if (entry == null) {
          damaged++;
        } else {
          entries.add(entry);
        }
        from = at + 1;
      }
    }
    return new Content(List.copyOf(entries), damaged, from < all.length);
  }

  /** Null when the line is not what was written. */
  private static @Nullable String entry(byte[] all, int from, int to) {
    int begin = from + DIGITS + 1;
    if (begin > to || all[begin - 1] != ' ') {
      return null;
    }
    byte[] bytes = java.util.Arrays.copyOfRange(all, begin, to);
    String told = new String(all, from, DIGITS, UTF_8);
    return told.equals(HEX.toHexDigits(checksum(bytes))) ? new String(bytes, UTF_8) : null;
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /** All of it is in the ledger. */
  void delete() throws IOException {
    Files.deleteIfExists(path);
    close();
  }

  /** Something of it is not, and never will be by itself: it is kept for people. */
  Path setAside() throws IOException {
    Path kept = path.resolveSibling(path.getFileName() + ".kept");
    Files.move(path, kept, StandardCopyOption.REPLACE_EXISTING);
    close();
    return kept;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
