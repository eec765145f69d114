package dev.quorate.websearch.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * A page's headings, paragraphs, lists and tables as lines: {@code #} before a heading, {@code -}
 * or a number before an item, {@code |} between cells. Left out is what is not read: scripts,
 * styles, navigation, controls, and what is hidden from a reader.
 */
final class HtmlText implements NodeFilter {
  /** A main part with less text than this is a frame for something else. */
  private static final int SHORTEST_MAIN = 200;

  private static final Set<String> UNREAD =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "head",
          "nav",
          "footer",
          "menu",
          "svg",
          "canvas",
          "iframe",
          "frame",
          "object",
          "embed",
          "applet",
          "audio",
          "video",
          "map",
          "button",
          "select",
          "datalist",
          "textarea",
          "input",
          "dialog");

  private static final Set<String> LINES =
      Set.of(
          "address",
          "article",
          "aside",
          "body",
          "caption",
          "center",
          "dd",
          "details",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "form",
          "header",
          "hgroup",
          "hr",
          "legend",
          "li",
          "main",
          "ol",
          "section",
          "summary",
          "tbody",
          "tfoot",
          "thead",
          "tr",
          "ul");

  private static final Set<String> PARAGRAPHS =
      Set.of("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "table");

  private static final Pattern HIDING =
      Pattern.compile("(?i)(display\\s*:\\s*none|visibility\\s*:\\s*hidden)");

  private final TextLines lines;

  /** Numbers of the items to come, one for each list around; below 0 in a list without numbers. */
  private final Deque<Integer> lists = new ArrayDeque<>();

  private int cells;
  private int verbatim;
  private boolean rowBegun;

  private HtmlText(int enough) {
    this.lines = new TextLines(enough);
  }

  /** The text of the page's main part, or of all of it where none is marked. */
  static String of(Document page, int enough) {
    Element main = page.selectFirst("main, [role=main]");
    String text = main == null ? "" : of(main, enough);
    return text.length() < SHORTEST_MAIN ? of(page.body(), enough) : text;
  }

  private static String of(Element root, int enough) {
    HtmlText text = new HtmlText(enough);
    FilterResult ignored = NodeTraversor.filter(text, root);
    return text.lines.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (lines.isFull()) {
      return FilterResult.STOP;
    }
    if (node instanceof TextNode words) {
      if (verbatim > 0) {
        lines.verbatim(words.getWholeText());
      } else {
        lines.words(words.getWholeText());
      }
    }
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    if (isUnread(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    open(element.normalName());
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(@Nullable Node node, int depth) {
    if (node instanceof Element element) {
      close(element.normalName());
    }
    return FilterResult.CONTINUE;
  }

  private static boolean isUnread(Element element) {
    return UNREAD.contains(element.normalName())
        || element.hasAttr("hidden")
        || element.attr("aria-hidden").equalsIgnoreCase("true")
        || element.attr("role").equalsIgnoreCase("navigation")
        || (element.hasAttr("style") && HIDING.matcher(element.attr("style")).find());
  }

  private void open(String tag) {
    apart(tag);
    switch (tag) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> mark("#".repeat(tag.charAt(1) - '0') + " ");
      case "ol" -> lists.push(1);
      case "ul", "dir" -> lists.push(-1);
      case "li" -> item();
      case "tr" -> rowBegun = false;
      case "td", "th" -> cell();
      case "pre" -> verbatim++;
      case "br" -> breakLine();
      default -> {}
    }
  }

  private void close(String tag) {
    switch (tag) {
      case "ol", "ul", "dir" -> lists.poll();
      case "td", "th" -> cells = Math.max(0, cells - 1);
      case "li", "h1", "h2", "h3", "h4", "h5", "h6" -> lines.unmark();
      case "pre" -> verbatim = Math.max(0, verbatim - 1);
      default -> {}
    }
    apart(tag);
  }

  /** Sets a block off from what stands before or after it; inside a row all is one line. */
  private void apart(String tag) {
    boolean paragraph = PARAGRAPHS.contains(tag);
    if (!paragraph && !LINES.contains(tag)) {
      return;
    }
    if (cells > 0) {
      lines.blank();
    } else if (paragraph && lists.isEmpty()) {
      lines.paragraph();
    } else {
      lines.line();
    }
  }

  private void item() {
    Integer number = lists.poll();
    String indent = "  ".repeat(lists.size());
    lists.push(number == null || number < 0 ? -1 : number + 1);
    lines.unmark();
    mark(indent + (number == null || number < 0 ? "- " : number + ". "));
  }

  private void cell() {
    if (rowBegun) {
      lines.words(" | ");
    }
    rowBegun = true;
    cells++;
  }

  private void mark(String mark) {
    if (cells == 0) {
      lines.mark(mark);
    }
  }

  private void breakLine() {
    if (cells > 0) {
      lines.blank();
    } else {
      lines.line();
    }
  }
}
