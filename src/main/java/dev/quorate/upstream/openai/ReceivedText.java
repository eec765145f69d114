package dev.quorate.upstream.openai;

/**
 * Finds the model's text in the beginning of a reply that broke off, to count what was received. A
 * parser refuses such a body as a whole; this only looks for the last {@code "content"} and takes
 * the string after it, escapes and all, as far as it goes.
 */
final class ReceivedText {
  private static final String NAME = "\"content\"";

  private ReceivedText() {}

  static String in(String body) {
    int name = body.lastIndexOf(NAME);
    if (name < 0) {
      return "";
    }
    int start = name + NAME.length();
    while (start < body.length() && (body.charAt(start) <= ' ' || body.charAt(start) == ':')) {
      start++;
    }
    return start < body.length() && body.charAt(start) == '"' ? string(body, start + 1) : "";
  }

  private static String string(String body, int start) {
    int end = start;
    while (end < body.length() && body.charAt(end) != '"') {
      end += body.charAt(end) == '\\' ? 2 : 1;
    }
    return body.substring(start, Math.min(end, body.length()));
  }
}
