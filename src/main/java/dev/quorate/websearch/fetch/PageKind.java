package dev.quorate.websearch.fetch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of content that have text in them. */
enum PageKind {
  HTML,
  XML,
  /** Plain text and JSON: shown as they are. */
  TEXT;

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*[\"']?([^\\s;\"']{1,40})", Pattern.CASE_INSENSITIVE);

  /** The kind a {@code Content-Type} names; null when there is none or it is not ours. */
  static @Nullable PageKind of(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "text/html", "application/xhtml+xml" -> HTML;
      case "text/xml", "application/xml" -> XML;
      case "text/plain", "text/markdown", "application/json" -> TEXT;
      default -> {
        if (!type.startsWith("application/")) {
          yield null;
        }
        yield type.endsWith("+xml") ? XML : type.endsWith("+json") ? TEXT : null;
      }
    };
  }

  /** The charset a {@code Content-Type} names; null when there is none that we know. */
  static @Nullable Charset charsetOf(@Nullable String contentType) {
    Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
    if (!named.find()) {
      return null;
    }
    try {
      return Charset.forName(named.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }
}
