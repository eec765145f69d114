package dev.quorate.tenancy;

import java.util.HexFormat;

/**
 * HMAC-SHA-256 of a key's text under one pepper: all that is kept of a key.
 *
 * @param pepperVersion which pepper it was made with
 * @param hex 64 digits
 */
public record KeyHash(int pepperVersion, String hex) {
  static KeyHash of(int pepperVersion, byte[] bytes) {
    return new KeyHash(pepperVersion, HexFormat.of().formatHex(bytes));
  }

  /** As the database keeps it. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return "KeyHash[" + hex.substring(0, 6) + "…]";
  }
}
