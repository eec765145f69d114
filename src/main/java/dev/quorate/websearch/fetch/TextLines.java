package dev.quorate.websearch.fetch;

import dev.quorate.websearch.PlainText;

/** Text that grows word by word and line by line, without blanks and lines that say nothing. */
final class TextLines {
  private final StringBuilder text = new StringBuilder();
  private final int enough;
  private boolean blank;
  private int lineEnds;

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
      } else if (lineEnds > 0 && PlainText.isBlank(point)) {
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
    lineEnds = Math.max(1, lineEnds);
  }

  /** What follows stands below an empty line. */
  void paragraph() {
    lineEnds = 2;
  }

  /** What follows is set off by a blank. */
  void blank() {
    blank = true;
  }

  /** Puts a mark in front of what follows, which stands on a line of its own. */
  void mark(String mark) {
    line();
    begin();
    text.append(mark);
    blank = false;
  }

  private void begin() {
    if (lineEnds > 0 && !text.isEmpty()) {
      text.append("\n".repeat(lineEnds));
    } else if (blank && !text.isEmpty()) {
      text.append(' ');
    }
    lineEnds = 0;
    blank = false;
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
