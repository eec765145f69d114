package dev.quorate.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

  /** Computed with zlib's CRC-32, not with the code under test. */
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000, 2wjyrI",
    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz, 4W8LJS",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef, 07kqpP",
    "0123456789ABCDEFGHIJKLMNOPQRSTUV, 1ggZdL",
    "0pwFPpb94BpYvhqMiD5brzLvzQPe4odd, 00KPBM"
  })
  void theChecksumIsCrc32InBase62PaddedWithZeros(String random, String checksum) {
    assertThat(KeyText.checksum(random)).isEqualTo(checksum);
    assertThat(KeyText.parse("qrt_live_" + random + checksum)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void aRandomKeyIsWholeAndOfItsKind(KeyText.Kind kind) {
    KeyText key = KeyText.random(kind);

    assertThat(KeyText.parse(key.reveal())).map(KeyText::kind).contains(kind);
    assertThat(key.reveal()).startsWith(key.shownPrefix()).endsWith(key.lastFour());
    assertThat(key.lastFour()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "qrt_live_",
        "sk-proj-0123456789",
        "qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdM",
        "qrt_live_1123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL",
        "qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZd",
        "qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdLL",
        "qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTU-1ggZdL",
        "qrt_prod_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL",
        "QRT_LIVE_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL",
        " qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL"
      })
  void whatCannotBeAKeyIsSeenWithoutADatabase(String text) {
    assertThat(KeyText.parse(text)).isEmpty();
  }

  @Test
  void noTwoKeysAreAlikeAndNoneIsPrinted() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      KeyText key = KeyText.random(KeyText.Kind.LIVE);
      assertThat(seen.add(key.reveal())).isTrue();
      assertThat(key.toString()).isEqualTo("qrt_live_•••");
    }
  }
}
