package dev.quorate.websearch.fetch;

import dev.quorate.websearch.PlainText;
import dev.quorate.websearch.WebPage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Makes text of a page's bytes. */
final class PageReader {
  private static final int MAX_TITLE = 300;

  /** Deeper than any page that is read; keeps hostile nesting from costing more than its length. */
  private static final int MAX_DEPTH = 256;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final int maxChars;

  PageReader(int maxChars) {
    this.maxChars = maxChars;
  }

  /**
   * Reads the page.
   *
   * @param givenUp looked at while parsing, which no interrupt stops
   * @throws IOException when it was given up
   */
  WebPage read(PageAddress address, FetchedPage fetched, PageKind kind, BooleanSupplier givenUp)
      throws IOException {
    String url = address.uri().toString();
    Charset charset = PageKind.charsetOf(fetched.contentType());
    InputStream bytes = new Wanted(new ByteArrayInputStream(fetched.body()), givenUp);
    return switch (kind) {
      case HTML -> {
        Document page = parsed(bytes, charset, Parser.htmlParser());
        yield page(
            url, PlainText.line(page.title(), MAX_TITLE), HtmlText.of(page, maxChars), fetched);
      }
      case XML -> {
        Document page = parsed(bytes, charset, Parser.xmlParser());
        yield page(url, "", XmlText.of(page, maxChars), fetched);
      }
      case TEXT -> page(url, "", plain(fetched.body(), charset), fetched);
    };
  }

  private static Document parsed(InputStream bytes, @Nullable Charset charset, Parser parser)
      throws IOException {
    // No base address: links are not followed, and the page's own word on it is not asked for.
    return Jsoup.parse(
        bytes, charset == null ? null : charset.name(), "", parser.setMaxDepth(MAX_DEPTH));
  }

  private static String plain(byte[] body, @Nullable Charset charset) {
    String text = new String(body, charset == null ? StandardCharsets.UTF_8 : charset);
    return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
  }

  private WebPage page(String url, String title, String text, FetchedPage fetched) {
    String clean = PlainText.lines(text).strip();
    String shown = PlainText.beginning(clean, maxChars);
    return new WebPage(url, title, shown, fetched.cut() || shown.length() < clean.length());
  }

  /** Bytes that end with an error once nobody wants them any more. */
  private static final class Wanted extends FilterInputStream {
    private final BooleanSupplier givenUp;

    Wanted(InputStream bytes, BooleanSupplier givenUp) {
      super(bytes);
      this.givenUp = givenUp;
    }

    @Override
    public int read() throws IOException {
      look();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      look();
      return super.read(buffer, offset, length);
    }

    private void look() throws InterruptedIOException {
      if (givenUp.getAsBoolean()) {
        throw new InterruptedIOException("given up");
      }
    }
  }
}
