package dev.quorate.websearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void aLineIsOneLine() {
    assertThat(PlainText.line("  a\r\n\tb \u00A0\u2003 c\u2028d ", 100)).isEqualTo("a b c d");
    assertThat(PlainText.line(" \n ", 100)).isEmpty();
  }

  @Test
  void aLongLineEndsInAMark() {
    assertThat(PlainText.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(PlainText.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(PlainText.line("abcd😀efg", 6)).isEqualTo("abcd…");
  }

  @Test
  void linesKeepTheirEndsInOneForm() {
    assertThat(PlainText.lines("a\r\nb\rc\n\td\u0000\u0085e\r")).isEqualTo("a\nb\nc\n\tde\n");
  }

  @Test
  void whatTurnsOrHidesTextIsLeftOut() {
    assertThat(PlainText.lines("a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf\uDB40\uDC41g\uD800h"))
        .isEqualTo("abcdefgh");
  }

  @Test
  void joinersOfScriptsAndEmojiStay() {
    assertThat(PlainText.lines("می\u200Cخواهم 👩\u200D🚀")).isEqualTo("می\u200Cخواهم 👩\u200D🚀");
  }
}
