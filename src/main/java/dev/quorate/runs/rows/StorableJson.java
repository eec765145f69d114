package dev.quorate.runs.rows;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * JSON made fit for a column of text: PostgreSQL takes neither NUL nor half a surrogate pair. JSON
 * can say both in ASCII, so nothing is lost.
 */
final class StorableJson {
  private static final Pattern UNFIT =
      Pattern.compile(
          "\\x00|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  private StorableJson() {}

  /** The same JSON, with what cannot be stored written as an escape. */
  static String of(String json) {
    return UNFIT
        .matcher(json)
        .replaceAll(hit -> "\\\\u" + HexFormat.of().toHexDigits(hit.group().charAt(0)));
  }
}
