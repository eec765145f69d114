package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 8;

  @Test
  void everyPackageSaysWhatItOwnsAndIsNullMarked() {
    List<String> violations =
        Sources.main().stream()
            .map(Path::getParent)
            .distinct()
            .flatMap(folder -> violations(folder).stream())
            .toList();

    assertThat(violations).isEmpty();
  }

  @Test
  void shortAndUnmarkedTextsAreSeen() {
    assertThat(violationsOf("/** Things. */\npackage a;\n", "a")).hasSize(2);
  }

  private static List<String> violations(Path folder) {
    Path file = folder.resolve("package-info.java");
    return Files.exists(file)
        ? violationsOf(Sources.read(file), folder.toString())
        : List.of(folder + " has no package-info.java");
  }

  private static List<String> violationsOf(String text, String name) {
    List<String> found = new java.util.ArrayList<>();
    if (!text.contains("@NullMarked")) {
      found.add(name + " is not @NullMarked");
    }
    long lines =
        text.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("* ") && line.length() > 2)
            .count();
    if (lines < SHORTEST || lines > LONGEST) {
      found.add(name + " has " + lines + " lines of Javadoc, not " + SHORTEST + " to " + LONGEST);
    }
    return found;
  }
}
