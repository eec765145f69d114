package dev.quorate.billing.rows;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text from outside made fit for a column: PostgreSQL takes neither NUL nor half a surrogate pair.
 */
public final class StoredText {
  private static final int LONGEST = 512;
  private static final Pattern UNFIT =
      Pattern.compile(
          "\\x00|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  private StoredText() {}

  /** The text with what cannot be stored replaced by U+FFFD, cut after 512 characters. */
  public static @Nullable String fit(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return UNFIT.matcher(cut).replaceAll("\uFFFD");
  }
}
