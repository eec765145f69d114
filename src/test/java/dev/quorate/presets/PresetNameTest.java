package dev.quorate.presets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetNameTest {
  @Test
  void slugAloneMeansTheDesignatedVersion() {
    assertThat(PresetName.parse("reviewers")).contains(new PresetName("reviewers", null));
  }

  @Test
  void versionStandsBehindAnAt() {
    assertThat(PresetName.parse("r-2@31")).contains(new PresetName("r-2", 31));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "@1",
        "a@",
        "a@0",
        "a@01",
        "a@-1",
        "a@1.0",
        "a@latest",
        "a@1@2",
        "A",
        "-a",
        "a b",
        "a@9999999999",
        "ä",
        "a/b",
        "a\n"
      })
  void otherShapesAreNoNames(String text) {
    assertThat(PresetName.parse(text)).isEmpty();
  }

  @Test
  void slugHasAtMostSixtyThreeCharacters() {
    assertThat(PresetName.isSlug("a".repeat(63))).isTrue();
    assertThat(PresetName.isSlug("a".repeat(64))).isFalse();
  }
}
