package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.websearch.WebPage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
  private static final int MIB = 1024 * 1024;

  private static WebPage read(String contentType, byte[] body) throws IOException {
    try {
      PageAddress address = PageAddress.parse("https://www.example.org/", Set.of(443));
      FetchedPage page = new FetchedPage(200, null, contentType, null, body, false);
      PageKind kind = PageKind.of(contentType);
      assertThat(kind).isNotNull();
      return new PageReader(1000).read(address, page, kind, () -> false);
    } catch (NotAllowed e) {
      throw new AssertionError(e);
    }
  }

  private static WebPage read(String contentType, String body) throws IOException {
    return read(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "text/html; charset=ISO-8859-1, , ISO-8859-1",
    "text/html; charset=\"windows-1252\", , windows-1252",
    "text/html, <meta charset=ISO-8859-1>, ISO-8859-1",
    "text/html, <meta charset=utf-8>, UTF-8",
    "text/html;charset=nonsense-9, <meta charset=Shift_JIS>, Shift_JIS",
    "text/html, , UTF-8",
    "text/html; charset=ISO-8859-1, \uFEFF, UTF-8",
  })
  void lettersAreReadAsTheyWereWritten(String contentType, String start, String charset)
      throws Exception {
    String letters = charset.equals("Shift_JIS") ? "日本" : "Grüße";
    String html = (start == null ? "" : start) + "<title>" + letters + "</title><p>" + letters;

    WebPage page = read(contentType, html.getBytes(Charset.forName(charset)));

    assertThat(page.title()).isEqualTo(letters);
    assertThat(page.text()).isEqualTo(letters);
  }

  @Test
  void plainTextAndJsonAreShownAsTheyAre() throws Exception {
    assertThat(read("text/plain", "a\r\n\tb\rc\u0000\u001b[1m\n").text()).isEqualTo("a\n\tb\nc[1m");
    assertThat(read("application/json", "\uFEFF{\"a\": 1}").text()).isEqualTo("{\"a\": 1}");
    assertThat(read("text/plain; charset=utf-16", "ab".getBytes(StandardCharsets.UTF_16)).text())
        .isEqualTo("ab");
  }

  @Test
  void aFeedIsNamedLines() throws Exception {
    String feed =
        """
        <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
        <rss><channel><title>News &amp; more</title><item><title>First</title>
        <description><![CDATA[<b>bold</b> words]]></description><x>&x;</x></item></channel></rss>
        """;

    assertThat(read("application/rss+xml", feed).text())
        .isEqualTo("title: News & more\ntitle: First\ndescription: <b>bold</b> words\nx: &x;");
  }

  @Test
  void theTitleIsOneLineAndBounded() throws Exception {
    WebPage page = read("text/html", "<title> a\n\n b" + "c".repeat(1000) + "</title>");

    assertThat(page.title()).startsWith("a bccc").hasSize(300).endsWith("…");
  }

  @Test
  void longTextIsCutBetweenCharacters() throws Exception {
    WebPage page = read("text/plain", "x" + "😀".repeat(600));

    assertThat(page.cut()).isTrue();
    assertThat(page.text()).hasSize(999).endsWith("😀");
  }

  @Test
  void aPageThatNobodyWantsAnyMoreIsNotParsed() throws Exception {
    PageAddress address = PageAddress.parse("https://www.example.org/", Set.of(443));
    FetchedPage page = new FetchedPage(200, null, "text/html", null, new byte[MIB], false);

    assertThatThrownBy(() -> new PageReader(1000).read(address, page, PageKind.HTML, () -> true))
        .isInstanceOf(InterruptedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<p>",
        "<b>",
        "<a>",
        "<a><b>",
        "<b><p>",
        "<font><p>x",
        "<table>",
        "<table><tr><td>",
        "<table><td><a>",
        "<select><option>",
        "<ul><li>",
        "<form><div>",
        "<svg><g>",
        "<math><mi>",
        "<button><p>",
        "<nobr>",
        "<a href='x'><div>y",
        "<ruby><rt>",
        "<template>",
        "<!--",
        "<x y='",
        "&amp;",
        "&#x41;",
        "<p hidden>",
        "</p>",
        "</br>",
        "<td>x",
        "<tr>",
        "<![CDATA[",
        "<h1>",
        "<pre>\n",
        "<b><i><u><s><em><div>x</b>",
        "<iframe>",
        "<title>",
        "<plaintext>",
        "<frameset>",
        "<body a=b>",
      })
  void hostileMarkupCostsNoMoreThanItsLength(String part) throws Exception {
    String html = part.repeat(MIB / part.length());

    long start = System.nanoTime();
    read("text/html", html);
    read("application/xml", html);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
