package dev.quorate.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Further Liberty servers of the configuration that Maven made one of. */
public final class ServerCopy {
  private static final String ORIGINAL = "quorate-system";

  /** What a server writes while it runs, and what is deployed in it. */
  private static final Set<String> LEFT_OUT =
      Set.of("workarea", "logs", "apps", "dropins", "resources", "tranlog");

  private ServerCopy() {}

  /** Makes the server anew; its folder. */
  public static Path make(Path runtime, String name) {
    Path from = runtime.resolve("usr/servers").resolve(ORIGINAL);
    Path to = from.resolveSibling(name);
    delete(to);
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path below = from.relativize(path);
        if (!LEFT_OUT.contains(below.getName(0).toString())) {
          copy(path, to.resolve(below));
        }
      }
      Files.createDirectories(to.resolve("apps"));
      Files.createDirectories(to.resolve("dropins"));
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all in it; none is fine. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
    } else {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
