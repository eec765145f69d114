package dev.quorate.sandbox;

import java.util.StringTokenizer;

/** Words stand for tokens in the sandbox: anyone can check its usage by counting. */
final class Words {
  private static final int MAX_QUOTE = 120;

  private Words() {}

  static int count(String text) {
    return new StringTokenizer(text).countTokens();
  }

  /** The text up to its so-manieth word. */
  static String first(String text, int words) {
    int end = 0;
    for (int seen = 0; end < text.length(); end++) {
      boolean starts = !isBlank(text, end) && (end == 0 || isBlank(text, end - 1));
      if (starts && ++seen > words) {
        return text.substring(0, end).stripTrailing();
      }
    }
    return text;
  }

  private static boolean isBlank(String text, int index) {
    return Character.isWhitespace(text.charAt(index));
  }

  /** The text on one line, cut where it gets long. */
  static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTE ? line : line.substring(0, MAX_QUOTE).stripTrailing() + "…";
  }
}
