package dev.quorate.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from the class path once for each build of them. */
final class PostgresSoftware {
  private static final int FINGERPRINT_LENGTH = 12;
  private static final int OWNER_EXECUTES = 0100;

  private final Path folder;

  private PostgresSoftware(Path folder) {
    this.folder = folder;
  }

  /** Unpacks unless it was done before; a half-unpacked folder is never taken for a whole one. */
  static PostgresSoftware unpackInto(Path parent) {
    String archive = archiveName();
    try {
      Path folder = parent.resolve("software-" + fingerprint(archive));
      if (!Files.isDirectory(folder)) {
        Path part = parent.resolve(folder.getFileName() + ".part");
        delete(part);
        Files.createDirectories(part);
        unpack(archive, part);
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return new PostgresSoftware(folder);
    } catch (IOException e) {
      throw new StartFailed("Cannot unpack PostgreSQL into " + parent + ": " + e.getMessage(), e);
    }
  }

  /** Absolute path of one of the programs: {@code initdb}, {@code pg_ctl}, {@code postgres}. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static String archiveName() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "/postgres-" + os + "-" + arch + ".txz";
  }

  private static InputStream open(String archive) {
    InputStream stream = PostgresSoftware.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new StartFailed(
          "This build holds no PostgreSQL for this machine (" + archive + "). Set QUORATE_DB_URL.");
    }
    return stream;
  }

  private static String fingerprint(String archive) throws IOException {
    try (InputStream stream = open(archive)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());
      return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("An entry points outside: " + entry.getName());
        }
        place(tar, entry, path);
      }
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
    boolean program = (entry.getMode() & OWNER_EXECUTES) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Deletes a folder with all in it; none is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
