package dev.quorate.kernel;

/** One label a caller puts on a request; key 1 to 64 characters, value up to 256. */
public record Tag(String key, String value) {
  public static final int MAX_PER_REQUEST = 16;
  public static final int MAX_KEY_LENGTH = 64;
  public static final int MAX_VALUE_LENGTH = 256;

  public Tag {
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || value.length() > MAX_VALUE_LENGTH) {
      throw new IllegalArgumentException("tag out of bounds");
    }
  }
}
