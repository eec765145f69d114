package dev.quorate.websearch.fetch;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * A feed's or document's text: one line for each element that has any, after the element's name.
 */
final class XmlText implements NodeFilter {
  private final TextLines lines;

  private XmlText(int enough) {
    this.lines = new TextLines(enough);
  }

  static String of(Document page, int enough) {
    XmlText text = new XmlText(enough);
    FilterResult ignored = NodeTraversor.filter(text, page);
    return text.lines.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (lines.isFull()) {
      return FilterResult.STOP;
    }
    if (node instanceof TextNode words && !words.isBlank()) {
      Element element = words.parentElement();
      if (element != null && words.previousSibling() == null) {
        lines.mark(element.tagName() + ": ");
      }
      lines.words(words.getWholeText());
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(@Nullable Node node, int depth) {
    lines.line();
    return FilterResult.CONTINUE;
  }
}
