package dev.quorate.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The text of a key: a prefix that says its kind, {@value #RANDOM_LENGTH} random characters of
 * {@code 0-9A-Za-z}, and their CRC-32 (IEEE) as {@value #CHECK_LENGTH} base-62 digits, most
 * significant first. A text with a wrong checksum never was a key, so no database is asked. Cannot
 * print itself.
 */
public final class KeyText {
  static final int RANDOM_LENGTH = 32;
  static final int CHECK_LENGTH = 6;

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SHOWN_RANDOM = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Kind kind;
  private final String text;

  private KeyText(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** What a key is for. */
  public enum Kind {
    LIVE("qrt_live_"),
    TEST("qrt_test_"),
    ADMIN("qrt_admin_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** A key nobody has seen before. */
  public static KeyText random(Kind kind) {
    StringBuilder random = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      random.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new KeyText(kind, kind.prefix + random + checksum(random.toString()));
  }

  /** The key, if prefix, length, alphabet and checksum are right. */
  public static Optional<KeyText> parse(String text) {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix)) {
        return isWhole(text.substring(kind.prefix.length()))
            ? Optional.of(new KeyText(kind, text))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(String rest) {
    return rest.length() == RANDOM_LENGTH + CHECK_LENGTH
        && rest.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        && rest.endsWith(checksum(rest.substring(0, RANDOM_LENGTH)));
  }

  /** CRC-32 in base 62, padded with {@code 0}. */
  static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    char[] digits = new char[CHECK_LENGTH];
    long rest = crc.getValue();
    for (int i = CHECK_LENGTH - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    return new String(digits);
  }

  /** What it is for. */
  public Kind kind() {
    return kind;
  }

  /** The beginning that lists may show: the prefix and four characters. */
  public String shownPrefix() {
    return text.substring(0, kind.prefix.length() + SHOWN_RANDOM);
  }

  /** The end that lists may show. */
  public String lastFour() {
    return text.substring(text.length() - 4);
  }

  /** For the reply that made the key and for hashing; nothing else may ask. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return kind.prefix + "•••";
  }
}
