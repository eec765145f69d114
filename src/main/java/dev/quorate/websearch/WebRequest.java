package dev.quorate.websearch;

/** What a model asks of the web by a tool call. */
public sealed interface WebRequest {

  /** {@code web_search}. */
  record Search(SearchQuery query) implements WebRequest {}

  /** {@code web_fetch}, of an address that was not looked at yet. */
  record Fetch(String url) implements WebRequest {
    @Override
    public String toString() {
      return "Fetch[" + url.length() + " chars]";
    }
  }

  /**
   * Nothing that could be run: no call, no intent, no ledger line.
   *
   * @param sentence for the model, so that it can do better
   */
  record Unusable(String sentence) implements WebRequest {}
}
