package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ErrorCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
  private static final Path PAGE = Path.of("docs/reference/errors.md");

  @Test
  void pageListsEveryErrorInTheOrderOfTheCode() {
    List<String> rows = Sources.read(PAGE).lines().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorsPageTest::row).toList());
  }

  private static String row(ErrorCode code) {
    return "| `%s` | %d | `%s` | %s |"
        .formatted(code.code(), code.status(), code.type(), code.meaning());
  }
}
