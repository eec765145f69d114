package dev.quorate.launcher;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * Keys offered to the application at every start. It adopts one only where none exists yet, so a
 * later start's keys open nothing.
 *
 * @param admin {@code qrt_admin_…}, for the platform
 * @param api {@code qrt_live_…}, for the workspace {@code default}
 */
public record FirstKeys(String admin, String api) {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_LENGTH = 32;
  private static final int CHECKSUM_LENGTH = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Two new keys of 190 random bits each. */
  public static FirstKeys fresh() {
    return new FirstKeys(key("qrt_admin_"), key("qrt_live_"));
  }

  private static String key(String prefix) {
    StringBuilder characters = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      characters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return prefix + characters + checksum(characters.toString());
  }

  /** CRC-32 of the random part as six base-62 digits, most significant first. */
  static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    char[] digits = new char[CHECKSUM_LENGTH];
    long rest = crc.getValue();
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    return new String(digits);
  }
}
