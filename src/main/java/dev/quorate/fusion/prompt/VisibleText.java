package dev.quorate.fusion.prompt;

/**
 * Text without characters that a reader cannot see: they could split a role mark so that it is not
 * found, or carry words of their own. Line ends become {@code \n}, broken characters U+FFFD.
 */
final class VisibleText {
  private static final char BROKEN = '\uFFFD';

  private VisibleText() {}

  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      boolean endsInNewline = point == '\r' && at < text.length() && text.charAt(at) == '\n';
      if (!endsInNewline && !isInvisible(point)) {
        visible.appendCodePoint(shown(point));
      }
    }
    return visible.toString();
  }

  private static int shown(int point) {
    if (point == '\n' || point == '\t') {
      return point;
    }
    if (isLineEnd(point)) {
      return '\n';
    }
    boolean broken =
        Character.isISOControl(point)
            || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    return broken ? BROKEN : point;
  }

  private static boolean isLineEnd(int point) {
    return point == '\r'
        || point == 0x0B
        || point == 0x0C
        || point == 0x85
        || point == 0x2028
        || point == 0x2029;
  }

  /** Zero-width, direction and tag characters. Joiners stay: scripts and emoji need them. */
  private static boolean isInvisible(int point) {
    return point == 0xAD
        || point == 0x200B
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2060 && point <= 0x2069)
        || point == 0xFEFF
        || (point >= 0xE0000 && point <= 0xE007F);
  }
}
