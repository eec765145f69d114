package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A document that names what does not exist is worse than none. */
class DocsTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern NAME =
      Pattern.compile("\\bdev\\.quorate((?:\\.[a-z][a-z0-9]*)*)(?:\\.([A-Z][A-Za-z0-9]*))?");
  private static final Pattern KEY = Pattern.compile("`(quorate\\.[a-z]+\\.[a-z-]+)`");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void everyPackageAndTypeThatADocumentNamesExists() {
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      NAME.matcher(Sources.read(page))
          .results()
          .filter(name -> !exists(name))
          .forEach(name -> missing.add(page + ": " + name.group()));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everySettingThatADocumentNamesExists() {
    String known =
        Sources.read(Path.of("src/main/resources/META-INF/microprofile-config.properties"));
    // Attributes of spans look alike.
    String spans = Sources.read(Sources.MAIN.resolve("dev/quorate/tracing/SpanNames.java"));
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      KEY.matcher(Sources.read(page))
          .results()
          .filter(key -> !known.contains(key.group(1) + "="))
          .filter(key -> !spans.contains('"' + key.group(1) + '"'))
          .forEach(key -> missing.add(page + ": " + key.group(1)));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyLinkLeadsToAFile() {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Path folder = page.toAbsolutePath().getParent();
      LINK.matcher(Sources.read(page))
          .results()
          .filter(link -> !Files.exists(folder.resolve(link.group(1))))
          .forEach(link -> broken.add(page + ": " + link.group(1)));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void theMapNamesEveryPackage() {
    String map = Sources.read(DOCS.resolve("architecture.md"));

    assertThat(Sources.below(Sources.MAIN, "package-info.java"))
        .map(file -> Sources.MAIN.relativize(file.getParent()).toString().replace('/', '.'))
        .allSatisfy(name -> assertThat(map).contains("`" + name + "`"));
  }

  private static boolean exists(MatchResult name) {
    Path folder = Sources.MAIN.resolve("dev/quorate" + name.group(1).replace('.', '/'));
    return name.group(2) == null
        ? Files.isDirectory(folder)
        : Files.exists(folder.resolve(name.group(2) + ".java"));
  }

  private static List<Path> pages() {
    return Stream.concat(
            Sources.below(DOCS, ".md").stream(),
            Stream.of(Path.of("README.md"), Path.of("db/README.md")))
        .toList();
  }
}
