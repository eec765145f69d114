package dev.quorate.runs.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.Sensitive;
import org.junit.jupiter.api.Test;

class StorableTextTest {
  @Test
  void whatPostgresTakesStaysAsItIs() {
    String json = "{\"a\":\"ä 😀 \\u0000 \\\\ $1\"}";

    assertThat(json(json)).isEqualTo(json);
  }

  @Test
  void halfASurrogatePairAndNulAreWrittenAsEscapes() {
    assertThat(json("\"a\uD83D b\uDE00 \u0000\"")).isEqualTo("\"a\\ud83d b\\ude00 \\u0000\"");
  }

  @Test
  void namesAreCutAndCleaned() {
    assertThat(StorableText.name("a\uD83Db\u0000")).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(StorableText.name("x".repeat(511) + "😀")).hasSize(512).endsWith("\uFFFD");
  }

  @Test
  void whatIsTooLongIsRefusedWithoutBeingQuoted() {
    String text = "secret".repeat((90 << 20) / 6);

    assertThatThrownBy(() -> json(text)).hasMessage("longer than what is stored");
  }

  private static String json(String text) {
    return StorableText.json(Sensitive.of(text));
  }
}
