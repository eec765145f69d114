package dev.quorate.billing.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredTextTest {
  @Test
  void whatPostgresCannotStoreIsReplaced() {
    assertThat(StoredText.fit("a\u0000b")).isEqualTo("a\uFFFDb");
    assertThat(StoredText.fit("\uD83D")).isEqualTo("\uFFFD");
    assertThat(StoredText.fit("\uDE00x")).isEqualTo("\uFFFDx");
  }

  @Test
  void wholeCharactersStay() {
    assertThat(StoredText.fit("gr\u00fc\u00df \uD83D\uDE00"))
        .isEqualTo("gr\u00fc\u00df \uD83D\uDE00");
    assertThat(StoredText.fit(null)).isNull();
  }

  @Test
  void longTextIsCutWithoutLeavingHalfACharacter() {
    String cut = StoredText.fit("x".repeat(511) + "\uD83D\uDE00");

    assertThat(cut).hasSize(512).endsWith("\uFFFD");
  }
}
