package dev.quorate.websearch;

import java.util.regex.Pattern;

/** What is searched for: one line, within the bounds that every engine takes. */
public record SearchQuery(String text) {
  public static final int MAX_LENGTH = 400;
  public static final int MAX_WORDS = 50;

  private static final Pattern BLANK = Pattern.compile("\\s+");

  public SearchQuery {
    if (text.isBlank() || !fits(text)) {
      throw new IllegalArgumentException("a query is empty or too long");
    }
  }

  /** Whether an engine takes a query of this size. */
  static boolean fits(String text) {
    return text.length() <= MAX_LENGTH && BLANK.split(text, MAX_WORDS + 1).length <= MAX_WORDS;
  }

  @Override
  public String toString() {
    return "SearchQuery[" + text.length() + " chars]";
  }
}
