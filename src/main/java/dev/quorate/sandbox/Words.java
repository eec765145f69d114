package dev.quorate.sandbox;

import java.util.List;
import java.util.StringTokenizer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Words stand for tokens in the sandbox: anyone can check its usage by counting. */
final class Words {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MAX_QUOTE = 120;

  private Words() {}

  /** The answers in a fusion tool's result; empty for any other text. */
  static List<String> contents(String result) {
    try {
      return JSON.readTree(result)
          .path("responses")
          .valueStream()
          .map(response -> response.path("content").asString(""))
          .toList();
    } catch (JacksonException noJson) {
      return List.of();
    }
  }

  /** A text as JSON writes it, with its quotes. */
  static String json(String text) {
    return JSON.writeValueAsString(text);
  }

  static int count(String text) {
    return new StringTokenizer(text).countTokens();
  }

  /** The text up to its so-manieth word. */
  static String first(String text, int words) {
    int end = 0;
    for (int seen = 0; end < text.length(); end++) {
      boolean starts = !isBlank(text, end) && (end == 0 || isBlank(text, end - 1));
      if (starts && ++seen > words) {
        return text.substring(0, end).stripTrailing();
      }
    }
    return text;
  }

  private static boolean isBlank(String text, int index) {
    return Character.isWhitespace(text.charAt(index));
  }

  /** The text on one line, cut where it gets long. */
  static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTE ? line : line.substring(0, MAX_QUOTE).stripTrailing() + "…";
  }
}
