package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
  private static String text(String html) {
    return HtmlText.of(Jsoup.parse(html), 20_000);
  }

  @Test
  void headingsAndParagraphsStandApart() {
    assertThat(text("<h1>One</h1><p>First\n  words</p><p>more</p><h3>Two</h3>text<br>below"))
        .isEqualTo("# One\n\nFirst words\n\nmore\n\n### Two\n\ntext\nbelow");
  }

  @Test
  void listsKeepTheirMarksAndDepth() {
    assertThat(
            text(
                "<p>List:</p><ul><li>a<li><p>b</p><ol><li>one</li><li>two</li></ol></li><li>c</ul>"
                    + "<p>after"))
        .isEqualTo("List:\n\n- a\n- b\n  1. one\n  2. two\n- c\n\nafter");
  }

  @Test
  void marksWithoutWordsAreLeftOut() {
    assertThat(text("<h2></h2><p>a</p><ul><li></li><li><h3>b</h3></li><li><ul><li>c</ul></ul>"))
        .isEqualTo("a\n\n- ### b\n  - c");
  }

  @Test
  void aTablesRowIsALine() {
    assertThat(
            text(
                "<table><caption>Cities</caption><tr><th>Name</th><th>People</th></tr>"
                    + "<tr><td><p>Bern</p></td><td>134<br>thousand</td></tr></table>"))
        .isEqualTo("Cities\nName | People\nBern | 134 thousand");
  }

  @Test
  void codeKeepsItsLines() {
    assertThat(text("<p>Run:</p><pre><code>if (a) {\n    b();\n}</code></pre>"))
        .isEqualTo("Run:\n\nif (a) {\n    b();\n}");
  }

  @Test
  void wordsWithinALineStayTogether() {
    assertThat(text("<p>a<b>b</b>c <i>d</i>\n<a href=x>e</a>&nbsp;f<span> g</span>"))
        .isEqualTo("abc d e f g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>x()</script>",
        "<style>x{}</style>",
        "<noscript>x</noscript>",
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<template>x</template>",
        "<svg><text>x</text></svg>",
        "<button>x</button>",
        "<select><option>x</select>",
        "<textarea>x</textarea>",
        "<iframe>x</iframe>",
        "<div hidden>x</div>",
        "<div aria-hidden=true>x</div>",
        "<div style='Display : None'>x</div>",
        "<p style='visibility:hidden'>x</p>",
        "<div role=navigation>x</div>",
        "<!-- x -->",
        "<object>x</object>",
        "<canvas>x</canvas>",
        "<video>x</video>",
        "<dialog>x</dialog>",
        "<head><title>x</title></head>",
      })
  void whatNobodyReadsIsLeftOut(String html) {
    assertThat(text(html + "<p>kept</p>")).isEqualTo("kept");
  }

  @Test
  void theMainPartIsThePage() {
    String words = "word ".repeat(60).strip();

    assertThat(text("<div>around</div><main><p>" + words + "</p></main><div>around</div>"))
        .isEqualTo(words);
  }

  @Test
  void aMainPartThatSaysLittleIsNot() {
    assertThat(text("<main>Loading</main><div>The words</div>")).isEqualTo("Loading\nThe words");
  }

  @Test
  void charactersThatNobodySeesAreLeftOut() {
    assertThat(text("<p>a\u202Eb\u200Bc\u0007d\uDB40\uDC41e\uFEFF\u00ADf</p>")).isEqualTo("abcdef");
  }

  @Test
  void readingStopsWhenThereIsEnough() {
    String text = HtmlText.of(Jsoup.parse("<p>word</p>".repeat(100_000)), 1000);

    assertThat(text.length()).isBetween(1000, 1020);
  }

  @Test
  void fieldsAndFramesWithoutTextAreEmpty() {
    assertThat(text("")).isEmpty();
    assertThat(text("<frameset><frame src=x></frameset>")).isEmpty();
    assertThat(text("</td></tr></li></pre>")).isEmpty();
  }
}
