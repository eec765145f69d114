package dev.quorate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstKeysTest {
  @Test
  void keysHaveTheirPrefixAndLength() {
    FirstKeys keys = FirstKeys.fresh();

    assertThat(keys.admin()).matches("qrt_admin_[0-9A-Za-z]{38}");
    assertThat(keys.api()).matches("qrt_live_[0-9A-Za-z]{38}");
  }

  @Test
  void noTwoKeysAreAlike() {
    assertThat(FirstKeys.fresh().api()).isNotEqualTo(FirstKeys.fresh().api());
  }

  @Test
  void lastSixCharactersAreTheChecksum() {
    String api = FirstKeys.fresh().api().substring("qrt_live_".length());

    assertThat(api).endsWith(FirstKeys.checksum(api.substring(0, 32)));
  }

  /** 0xCBF43926 is the published check value of CRC-32 for these nine characters. */
  @Test
  void checksumIsCrc32InBase62() {
    assertThat(fromBase62(FirstKeys.checksum("123456789"))).isEqualTo(0xCBF43926L);
    assertThat(FirstKeys.checksum("")).isEqualTo("000000");
  }

  private static long fromBase62(String digits) {
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    long value = 0;
    for (char digit : digits.toCharArray()) {
      value = value * 62 + alphabet.indexOf(digit);
    }
    return value;
  }
}
