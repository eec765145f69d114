package dev.quorate.upstream.wire;

/**
 * Finds the model's text in the beginning of a reply that broke off, to count what was received. A
 * parser refuses such a body as a whole; this only looks for the last member of a name that holds a
 * string and takes that, escapes and all, as far as it goes.
 */
final class ReceivedText {
  private ReceivedText() {}

  static String in(String body, String member) {
    String name = '"' + member + '"';
    for (int at = body.lastIndexOf(name); at >= 0; at = body.lastIndexOf(name, at - 1)) {
      int start = at + name.length();
      boolean hasColon = false;
      while (start < body.length() && (body.charAt(start) <= ' ' || body.charAt(start) == ':')) {
        hasColon |= body.charAt(start) == ':';
        start++;
      }
      if (hasColon && start < body.length() && body.charAt(start) == '"') {
        return string(body, start + 1);
      }
    }
    return "";
  }

  private static String string(String body, int start) {
    int end = start;
    while (end < body.length() && body.charAt(end) != '"') {
      end += body.charAt(end) == '\\' ? 2 : 1;
    }
    return body.substring(start, Math.min(end, body.length()));
  }
}
