package dev.quorate.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository; tests run in its root. */
final class Sources {
  static final Path MAIN = Path.of("src/main/java");
  static final Path TEST = Path.of("src/test/java");

  private Sources() {}

  static List<Path> main() {
    return javaFiles(MAIN);
  }

  static List<Path> test() {
    return javaFiles(TEST);
  }

  static List<Path> all() {
    return Stream.concat(main().stream(), test().stream()).toList();
  }

  /** Every file below a folder whose name ends so, in alphabetical order. */
  static List<Path> below(Path folder, String ending) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaFiles(Path folder) {
    return below(folder, ".java");
  }
}
