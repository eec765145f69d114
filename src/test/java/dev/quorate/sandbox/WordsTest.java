package dev.quorate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void wordsAreWhatStandsBetweenBlanks() {
    assertThat(Words.count("")).isZero();
    assertThat(Words.count("  one, two\n\tthree ")).isEqualTo(3);
  }

  @Test
  void theFirstWordsKeepTheirBlanks() {
    assertThat(Words.first(" one  two three", 2)).isEqualTo(" one  two");
    assertThat(Words.first("one two", 2)).isEqualTo("one two");
    assertThat(Words.first("one two", 9)).isEqualTo("one two");
    assertThat(Words.first("one two", 0)).isEmpty();
  }

  @Test
  void aQuoteIsOneLineAndShort() {
    assertThat(Words.quote(" a\n b ")).isEqualTo("a b");
    assertThat(Words.quote("x".repeat(500))).hasSize(121);
  }
}
