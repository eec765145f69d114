package dev.quorate.websearch;

/**
 * One result of a search. Each text is one line without control characters, cut where it was long.
 *
 * @param url http or https
 * @param snippet may be empty
 */
public record SearchHit(String title, String url, String snippet) {
  @Override
  public String toString() {
    return "SearchHit[" + snippet.length() + " chars]";
  }
}
