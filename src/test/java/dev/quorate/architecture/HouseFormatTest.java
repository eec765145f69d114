package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseFormatTest {
  @Test
  void everySourceFileIsFormatted() {
    List<Path> unformatted =
        Sources.all().parallelStream()
            .filter(file -> !HouseFormat.formatted(Sources.read(file)).equals(Sources.read(file)))
            .toList();

    assertThat(unformatted).as("run: mvn -Pformat process-test-classes").isEmpty();
  }

  @Test
  void strayBlanksAreSeen() {
    String untidy = "class A {int  a;}\n";

    assertThat(HouseFormat.formatted(untidy)).isNotEqualTo(untidy);
  }
}
