package dev.quorate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the console's files, whoever adds one. */
class ConsoleSourcesTest {
  private static final Path FOLDER = Path.of("src/main/webapp/console");
  private static final int LONGEST = 300;

  /** What the build unpacks. */
  private static final Set<String> LIBRARIES =
      Set.of("lib/preact.js", "lib/hooks.js", "lib/marked.js", "lib/purify.js", "lib/chart.js");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:import|export)\\b[^;']*'(\\.[^']+)';");
  private static final Pattern PRELOAD = Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"");
  private static final Pattern MARKUP_OF_TEXT =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|srcdoc|\\beval\\(|new Function"
              + "|createContextualFragment|setHTMLUnsafe");
  private static final Pattern OTHER_HOST = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)");

  @Test
  void everyFileIsShort() {
    for (Path file : files()) {
      assertThat(read(file).lines().count()).as(file.toString()).isLessThanOrEqualTo(LONGEST);
    }
  }

  @Test
  void everyImportLeadsToAFile() {
    for (Path file : modules()) {
      for (String imported : imports(file)) {
        assertThat(LIBRARIES.contains(imported) || Files.exists(FOLDER.resolve(imported)))
            .as("%s imports %s", file, imported)
            .isTrue();
      }
    }
  }

  @Test
  void theFirstPageIsPreloadedWhole() {
    Set<String> needed = new TreeSet<>();
    Deque<String> left = new ArrayDeque<>(List.of("main.js"));
    while (!left.isEmpty()) {
      String module = left.pop();
      if (!LIBRARIES.contains(module)) {
        imports(FOLDER.resolve(module)).stream().filter(needed::add).forEach(left::add);
      }
    }

    List<String> preloaded =
        PRELOAD
            .matcher(read(FOLDER.resolve("index.html")))
            .results()
            .map((MatchResult hit) -> hit.group(1))
            .toList();
    assertThat(preloaded).containsExactlyInAnyOrderElementsOf(needed);
  }

  @Test
  void textIsNeverMadeMarkup() {
    for (Path file : modules()) {
      assertThat(found(MARKUP_OF_TEXT, read(file))).as(file.toString()).isEmpty();
      assertThat(read(file)).as(file.toString()).doesNotContain("dangerously");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "place.innerHTML = text;",
        "eval(text)",
        "new Function(text)",
        "document.write(text)",
        "frame.srcdoc = text"
      })
  void markupMadeOfTextIsSeen(String line) {
    assertThat(found(MARKUP_OF_TEXT, line)).isNotEmpty();
  }

  @Test
  void noFileNamesAnotherHost() {
    for (Path file : files()) {
      assertThat(found(OTHER_HOST, read(file))).as(file.toString()).isEmpty();
    }
  }

  @Test
  void theDocumentHasNothingInline() {
    String document = read(FOLDER.resolve("index.html"));

    assertThat(document).doesNotContainPattern("<style|style=|\\son[a-z]+=");
    assertThat(document).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
  }

  /** The key is in the tab's storage at most; what lasts is the choice of colours alone. */
  @Test
  void onlyColoursAreKeptForGood() {
    for (Path file : modules()) {
      String name = FOLDER.relativize(file).toString();
      if (!Set.of("theme.js", "theming.js").contains(name)) {
        assertThat(read(file)).as(name).doesNotContain("localStorage", "document.cookie");
      }
    }
  }

  private static List<String> imports(Path file) {
    return IMPORT
        .matcher(read(file))
        .results()
        .map(hit -> FOLDER.relativize(file.resolveSibling(hit.group(1)).normalize()).toString())
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    pattern.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  private static List<Path> modules() {
    return files().stream().filter(file -> file.toString().endsWith(".js")).toList();
  }

  private static List<Path> files() {
    try (Stream<Path> tree = Files.walk(FOLDER)) {
      return tree.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
