package dev.quorate.websearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.WireJson;
import dev.quorate.websearch.WebRequest.Fetch;
import dev.quorate.websearch.WebRequest.Search;
import dev.quorate.websearch.WebRequest.Unusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebToolSpecsTest {
  private static WebRequest read(String tool, String arguments) {
    return WebToolSpecs.read(new Turn.ToolCall("call_1", tool, arguments));
  }

  @Test
  void eachToolTakesOneArgument() {
    assertThat(WebToolSpecs.ALL).extracting(Tool::name).containsExactly("web_search", "web_fetch");
    for (Tool tool : WebToolSpecs.ALL) {
      JsonNode schema = WireJson.MAPPER.readTree(tool.parameters());
      assertThat(schema.path("type").stringValue()).isEqualTo("object");
      assertThat(schema.path("properties").size()).isEqualTo(1);
      assertThat(schema.path("required").size()).isEqualTo(1);
      assertThat(WebToolSpecs.isWebTool(tool.name())).isTrue();
    }
    assertThat(WebToolSpecs.isWebTool("get_weather")).isFalse();
  }

  @Test
  void goodArgumentsAreRead() {
    assertThat(read("web_search", "{\"query\":\" open\\n liberty \",\"n\":3}"))
        .isEqualTo(new Search(new SearchQuery("open liberty")));
    assertThat(read("web_fetch", "{\"url\":\" https://example.org/ \"}"))
        .isEqualTo(new Fetch("https://example.org/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}",
        "{\"query\":\"\"}",
        "{\"query\":null}",
        "{\"query\":5}",
        "{\"query\":[\"x\"]}",
        "{\"query\":\" \\n \"}",
        "{\"query\":\"\\u0000\\u200b\"}",
        "{\"q\":\"x\"}",
        "query",
        "{\"url\":5}",
        "{\"url\":\"  \"}",
        "{\"url\":{}}",
      })
  void nonsenseIsToldToTheModel(String arguments) {
    assertThat(read("web_search", arguments)).isInstanceOf(Unusable.class);
    assertThat(read("web_fetch", arguments)).isInstanceOf(Unusable.class);
  }

  @Test
  void hugeArgumentsAreNotRead() {
    assertThat(read("web_fetch", "{\"url\":\"" + "x".repeat(20_000) + "\"}"))
        .isInstanceOf(Unusable.class);
    assertThat(read("web_search", "[".repeat(10_000))).isInstanceOf(Unusable.class);
  }

  @Test
  void queriesThatNoEngineTakesAreRefused() {
    assertThat(read("web_search", "{\"query\":\"" + "x".repeat(400) + "\"}"))
        .isInstanceOf(Search.class);
    assertThat(read("web_search", "{\"query\":\"" + "x".repeat(401) + "\"}"))
        .isInstanceOf(Unusable.class);
    assertThat(read("web_search", "{\"query\":\"" + "x ".repeat(50) + "\"}"))
        .isInstanceOf(Search.class);
    assertThat(read("web_search", "{\"query\":\"" + "x ".repeat(51) + "\"}"))
        .isInstanceOf(Unusable.class);
  }

  @Test
  void anotherToolIsNone() {
    assertThat(read("get_weather", "{\"query\":\"x\"}")).isInstanceOf(Unusable.class);
  }
}
