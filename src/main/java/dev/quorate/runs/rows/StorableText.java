package dev.quorate.runs.rows;

import dev.quorate.kernel.Sensitive;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Text made fit for a column. PostgreSQL takes neither NUL nor half a surrogate pair; and a row it
 * refuses it quotes in its error, so what a CHECK would refuse is refused here.
 */
final class StorableText {
  /** Bytes; the same number as in the tables. */
  private static final int LONGEST_JSON = 256 << 20;

  private static final int MOST_BYTES_A_CHAR = 3;
  private static final int LONGEST_NAME = 512;
  private static final Pattern UNFIT =
      Pattern.compile(
          "\\x00|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  private StorableText() {}

  /** The same JSON, with what cannot be stored written as an escape, so that nothing is lost. */
  static String json(Sensitive<String> json) {
    String text = json.reveal();
    String fit =
        fits(text)
            ? text
            : UNFIT
                .matcher(text)
                .replaceAll(hit -> "\\\\u" + HexFormat.of().toHexDigits(hit.group().charAt(0)));
    if (fit.length() > LONGEST_JSON / MOST_BYTES_A_CHAR) {
      throw new IllegalArgumentException("longer than what is stored");
    }
    return fit;
  }

  /** Megabytes of text nearly always fit, and the pattern is slow to say so. */
  private static boolean fits(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        at++;
        if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * A name from outside, with what cannot be stored replaced by U+FFFD, cut after 512 characters.
   */
  static String name(String name) {
    String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    return UNFIT.matcher(cut).replaceAll("\uFFFD");
  }
}
