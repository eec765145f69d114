package dev.quorate.websearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.wire.WireJson;
import dev.quorate.websearch.SearchHit;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EnginesTest {
  private static JsonNode recorded(String name) throws IOException {
    try (InputStream in = EnginesTest.class.getResourceAsStream("/wire/websearch/" + name)) {
      return WireJson.MAPPER.readTree(in);
    }
  }

  @Test
  void searxngsResultsAreReadInItsOrder() throws Exception {
    assertThat(SearxngEngine.hits(recorded("searxng.json"), 20))
        .containsExactly(
            new SearchHit(
                "Virtual threads in Open Liberty",
                "https://openliberty.io/blog/2024/virtual-threads.html",
                "How Open Liberty runs work on virtual threads & where it does not."),
            new SearchHit("http://example.org/no-title", "http://example.org/no-title", ""),
            new SearchHit("Third", "https://example.org/third", "last"));
  }

  @Test
  void bravesMarkupBecomesText() throws Exception {
    assertThat(BraveEngine.hits(recorded("brave.json"), 20))
        .containsExactly(
            new SearchHit(
                "Records & sealed types - Java",
                "https://docs.example.org/java/records?a=1&b=2",
                "A record is a class whose \"state\" is declared; List<String> works, too."),
            new SearchHit("Second", "https://example.org/second", ""));
  }

  @Test
  void noMoreHitsAreKeptThanWanted() throws Exception {
    assertThat(SearxngEngine.hits(recorded("searxng.json"), 2)).hasSize(2);
    assertThat(BraveEngine.hits(recorded("brave.json"), 1)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"results\":null}",
        "{\"results\":\"x\"}",
        "{\"results\":{\"a\":1}}",
        "{\"results\":[1,null,\"x\",[],{}]}",
        "{\"web\":{}}",
        "{\"web\":null}",
        "{\"web\":{\"results\":[{\"url\":5}]}}",
      })
  void repliesOfAnotherShapeHoldNothing(String reply) {
    JsonNode json = WireJson.MAPPER.readTree(reply);

    assertThat(SearxngEngine.hits(json, 8)).isEmpty();
    assertThat(BraveEngine.hits(json, 8)).isEmpty();
  }

  @Test
  void hostileTextsAreBoundedAndVisible() {
    JsonNode reply =
        WireJson.MAPPER.valueToTree(
            java.util.Map.of(
                "results",
                List.of(
                    java.util.Map.of(
                        "title", "a\u0000b\u202Ec\n" + "t".repeat(100_000),
                        "url", "https://example.org/x",
                        "content", "\u001b[31m" + "s".repeat(100_000)))));

    SearchHit hit = SearxngEngine.hits(reply, 8).getFirst();

    assertThat(hit.title()).startsWith("abc ttt").hasSize(200);
    assertThat(hit.snippet()).startsWith("[31msss").hasSize(600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "ftp://example.org/",
        "//example.org/",
        "/x",
        "",
        "https://",
        "https:x",
        "https://example.org/a b",
        "https://example.org/\n",
      })
  void hitsWithoutAWebAddressAreLeftOut(String url) {
    JsonNode reply =
        WireJson.MAPPER.valueToTree(
            java.util.Map.of("results", List.of(java.util.Map.of("title", "t", "url", url))));

    assertThat(SearxngEngine.hits(reply, 8)).isEmpty();
  }
}
