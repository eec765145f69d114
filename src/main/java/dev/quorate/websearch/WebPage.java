package dev.quorate.websearch;

/**
 * A page as text.
 *
 * @param url where it was found, after redirects
 * @param title one line, may be empty
 * @param text without control characters but for line ends and tabs
 * @param cut whether there was more than we take
 */
public record WebPage(String url, String title, String text, boolean cut) {
  @Override
  public String toString() {
    return "WebPage[" + text.length() + " chars" + (cut ? ", cut]" : "]");
  }
}
