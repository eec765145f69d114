package dev.quorate.websearch.fetch;

import dev.quorate.websearch.PlainText;

/** Text that grows word by word and line by line, without blanks and lines that say nothing. */
final class TextLines {
  private final StringBuilder text = new StringBuilder();
  private final int enough;
  private boolean blank;
  private int lineEnds;

  /** What stands in front of the next words, once there are any. */
  private String mark = "";

  /**
   * @param enough characters after which {@link #isFull}
   */
  TextLines(int enough) {
    this.enough = enough;
  }

  /** Adds words; runs of blanks in them become one. */
  void words(String words) {
    for (int at = 0; at < words.length() && !isFull(); ) {
      int point = words.codePointAt(at);
      at += Character.charCount(point);
      if (PlainText.isBlank(point)) {
        blank = true;
      } else if (PlainText.isVisible(point)) {
        begin();
        text.appendCodePoint(point);
      }
    }
  }

  /** Adds text as it stands, line ends and all. */
  void verbatim(String lines) {
    for (int at = 0; at < lines.length() && !isFull(); ) {
      int point = lines.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\n') {
        lineEnds = Math.min(2, lineEnds + 1);
        blank = false;
      } else if (PlainText.isBlank(point) && point != '\t') {
        begin();
        text.append(' ');
      } else if (point == '\t' || PlainText.isVisible(point)) {
        begin();
        text.appendCodePoint(point);
      }
    }
  }

  /** What follows stands on a line of its own. */
  void line() {
    lineEnds = mark.isEmpty() ? Math.max(1, lineEnds) : lineEnds;
  }

  /** What follows stands below an empty line. */
  void paragraph() {
    lineEnds = mark.isEmpty() ? 2 : lineEnds;
  }

  /** What follows is set off by a blank. */
  void blank() {
    blank = true;
  }

  /** What follows stands on a line of its own, behind a mark. */
  void mark(String next) {
    line();
    mark += next;
  }

  /** Takes back a mark that nothing followed. */
  void unmark() {
    mark = "";
  }

  private void begin() {
    if (lineEnds > 0 && !text.isEmpty()) {
      text.append("\n".repeat(lineEnds));
    } else if (blank && !text.isEmpty()) {
      text.append(' ');
    }
    text.append(mark);
    lineEnds = 0;
    blank = false;
    mark = "";
  }

  /** Whether there is more than enough. */
  boolean isFull() {
    return text.length() > enough;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
