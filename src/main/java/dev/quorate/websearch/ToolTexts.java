package dev.quorate.websearch;

import java.util.List;

/** What a tool call came to, in words for the model. */
final class ToolTexts {
  private ToolTexts() {}

  static String ofSearch(SearchQuery query, WebResult<List<SearchHit>> result) {
    return switch (result) {
      case WebResult.Found<List<SearchHit>> found -> hits(query, found.value());
      case WebResult.Refused<List<SearchHit>> refused -> "Error: " + refused.sentence();
      case WebResult.Failed<List<SearchHit>> failed -> "Error: " + failed.sentence();
    };
  }

  static String ofFetch(WebResult<WebPage> result) {
    return switch (result) {
      case WebResult.Found<WebPage> found -> page(found.value());
      case WebResult.Refused<WebPage> refused -> "Error: " + refused.sentence();
      case WebResult.Failed<WebPage> failed -> "Error: " + failed.sentence();
    };
  }

  private static String hits(SearchQuery query, List<SearchHit> hits) {
    if (hits.isEmpty()) {
      return "No results for: " + query.text();
    }
    StringBuilder text = new StringBuilder("Results for: ").append(query.text()).append('\n');
    for (int index = 0; index < hits.size(); index++) {
      SearchHit hit = hits.get(index);
      text.append('\n').append(index + 1).append(". ").append(hit.title()).append('\n');
      text.append(hit.url()).append('\n');
      text.append(hit.snippet().isEmpty() ? "" : hit.snippet() + "\n");
    }
    return text.toString();
  }

  private static String page(WebPage page) {
    return "Address: "
        + page.url()
        + (page.title().isEmpty() ? "" : "\nTitle: " + page.title())
        + "\n\n"
        + (page.text().isEmpty() ? "(The page has no text.)" : page.text())
        + (page.cut() ? "\n[cut here: the page is longer]" : "");
  }
}
