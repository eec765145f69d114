package dev.quorate.websearch.search;

import dev.quorate.websearch.PlainText;
import dev.quorate.websearch.SearchHit;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;

/** Collects what an engine found, within bounds: a hit without a web address is none. */
final class Hits {
  private static final int MAX_TITLE = 200;
  private static final int MAX_URL = 2048;
  private static final int MAX_SNIPPET = 600;

  /** Of one text of an engine; what is longer is not read to its end. */
  private static final int MAX_READ = 8 * 1024;

  private final int max;
  private final Set<String> seen = new HashSet<>();
  private final List<SearchHit> hits = new ArrayList<>();

  /**
   * @param max hits that are kept
   */
  Hits(int max) {
    this.max = max;
  }

  /** Adds a hit whose texts are plain. */
  void add(JsonNode title, JsonNode url, JsonNode snippet) {
    add(text(title), text(url), text(snippet));
  }

  /** Adds a hit whose texts are HTML. */
  void addHtml(JsonNode title, JsonNode url, JsonNode snippet) {
    add(plain(text(title)), text(url), plain(text(snippet)));
  }

  private void add(String title, String url, String snippet) {
    if (hits.size() == max || !isWebAddress(url) || !seen.add(url)) {
      return;
    }
    String line = PlainText.line(title, MAX_TITLE);
    hits.add(
        new SearchHit(
            line.isEmpty() ? PlainText.line(url, MAX_TITLE) : line,
            url,
            PlainText.line(snippet, MAX_SNIPPET)));
  }

  private static String text(JsonNode node) {
    return node.isString() ? PlainText.beginning(node.stringValue(), MAX_READ) : "";
  }

  private static String plain(String html) {
    return html.isEmpty() ? "" : Jsoup.parseBodyFragment(html).text();
  }

  private static boolean isWebAddress(String url) {
    if (url.length() > MAX_URL) {
      return false;
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http")) && uri.getRawAuthority() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  List<SearchHit> list() {
    return List.copyOf(hits);
  }
}
