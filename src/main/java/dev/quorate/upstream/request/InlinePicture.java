package dev.quorate.upstream.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A picture that came inside a {@code data:} URL (RFC 2397). Customer data.
 *
 * @param mediaType {@code image/png}, without parameters
 * @param base64 its bytes
 */
public record InlinePicture(String mediaType, String base64) {
  private static final String SCHEME = "data:";
  private static final String ENCODING = ";base64";

  /** The picture, or null when the text is no data URL of base64 with a media type. */
  public static @Nullable InlinePicture parse(String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String head = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
    if (!head.endsWith(ENCODING) || head.indexOf('/') < 0) {
      return null;
    }
    return new InlinePicture(head.substring(0, head.indexOf(';')), url.substring(comma + 1));
  }

  @Override
  public String toString() {
    return "InlinePicture[" + mediaType + ", " + base64.length() + " chars]";
  }
}
