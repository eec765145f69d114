package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.launcher.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Pattern ROW = Pattern.compile("^\\| `(QUORATE_[A-Z0-9_]+)` \\|");

  @Test
  void pageListsEveryVariableOnceAndNoOther() {
    List<String> listed =
        Sources.read(Path.of("docs/reference/configuration.md"))
            .lines()
            .flatMap(line -> ROW.matcher(line).results())
            .map(hit -> hit.group(1))
            .toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(Variables.ofThisBuild().names());
  }

  @Test
  void readmeBeginsWithTheTwoCommands() {
    List<String> lines = Sources.read(Path.of("README.md")).lines().toList();

    assertThat(lines.subList(0, 20)).contains("mvn", "mvn verify");
  }
}
