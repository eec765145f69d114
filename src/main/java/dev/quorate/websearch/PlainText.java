package dev.quorate.websearch;

/** Text of others without what a reader cannot see. */
public final class PlainText {
  private static final String CUT = "…";

  private PlainText() {}

  /**
   * The text on one line: runs of blanks and line ends become one blank.
   *
   * @param max characters at most, two or more
   */
  public static String line(String text, int max) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), max + 2));
    boolean blank = false;
    int at = 0;
    while (at < text.length() && line.length() <= max) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (isBlank(point)) {
        blank = !line.isEmpty();
      } else if (isVisible(point)) {
        line.append(blank ? " " : "").appendCodePoint(point);
        blank = false;
      }
    }
    return line.length() <= max ? line.toString() : beginning(line, max - 1) + CUT;
  }

  /** The text without control characters; line ends become {@code \n}, tabs stay. */
  public static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      boolean carriageReturn = point == '\r';
      if (carriageReturn && (at == text.length() || text.charAt(at) != '\n')) {
        lines.append('\n');
      } else if (point == '\n' || point == '\t' || (!carriageReturn && isVisible(point))) {
        lines.appendCodePoint(point);
      }
    }
    return lines.toString();
  }

  /** The first characters, one fewer where that would split one in two. */
  public static String beginning(CharSequence text, int length) {
    if (text.length() <= length) {
      return text.toString();
    }
    boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.subSequence(0, splits ? length - 1 : length).toString();
  }

  /** Blanks of all widths and line ends of all kinds. */
  public static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  /**
   * Neither a control nor a format character: those turn text around, hide it, or are read by a
   * model alone. Joiners stay, for scripts and emoji need them.
   */
  public static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.FORMAT -> point == 0x200C || point == 0x200D;
      default -> true;
    };
  }
}
