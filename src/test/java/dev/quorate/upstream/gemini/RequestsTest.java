package dev.quorate.upstream.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.gemini.GenerateRequest.Thinking;
import dev.quorate.upstream.request.Asked;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.Recordings;
import dev.quorate.upstream.wire.WireJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RequestsTest {
  private static final String OLD = "gemini-2.5-flash";
  private static final String NEW = "gemini-3.8-flash";

  @Test
  void theLeastRequestIsContentsAndCap() {
    assertThat(Recordings.written(Requests.of(Recordings.model(NEW), Asked.question())))
        .isEqualTo(
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"A secret question?\"}]}],"
                + "\"generationConfig\":{\"maxOutputTokens\":1000}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {OLD, NEW})
  void everythingIsSaidInTheWordsOfTheModelsGeneration(String model) {
    byte[] recorded = Recordings.recorded("gemini", model + ".request.json");

    assertThat(tree(model, Asked.everything())).isEqualTo(WireJson.MAPPER.readTree(recorded));
  }

  @Test
  void noPromptIsInTheRecordsText() {
    assertThat(Requests.of(Recordings.model(NEW), Asked.question()).toString())
        .doesNotContain("secret");
  }

  @Test
  void rolesTakeTurnsAndTheUserIsFirstAndLast() {
    JsonNode contents =
        tree(
                NEW,
                Asked.talk(
                    new Turn.Assistant("Hello.", List.of()),
                    Turn.User.text("One."),
                    Turn.User.text("Two."),
                    new Turn.Assistant("Three?", List.of())))
            .path("contents");

    assertThat(contents.valueStream().map(content -> content.path("role").stringValue()))
        .containsExactly("user", "model", "user", "model", "user");
  }

  @ParameterizedTest
  @CsvSource({
    // model, effort, cap, level, budget
    "gemini-3.8-flash, none, 100, low,",
    "gemini-3.1-pro-preview, medium, 100, medium,",
    "gemini-4-hydrogen, xhigh, 100, high,",
    "gemini-flash-latest, high, 100, high,",
    "gemini-3.8-flash, strange, 100, ,",
    "gemini-2.5-flash, medium, 20000, , 8192",
    "gemini-2.5-flash, medium, 4000, , 2000",
    "gemini-2.5-flash, high, 1000, ,",
    "gemini-2.5-flash, none, 100, , 0",
    "gemini-2.5-pro, none, 1000, , 128",
    "gemini-2.0-flash, high, 20000, ,",
    "gemma-3-27b-it, high, 20000, ,"
  })
  void effortIsSaidAsTheModelTakesIt(
      String model, String effort, int cap, String level, Integer budget) {
    Thinking thinking = GeminiModel.named(model).thinking(effort, cap);

    assertThat(thinking)
        .isEqualTo(level == null && budget == null ? null : new Thinking(level, budget));
  }

  @Test
  void choicesAreModes() {
    assertThat(choice(Asked.offer(ToolChoice.AUTO, true))).isEmpty();
    assertThat(choice(Asked.offer(ToolChoice.NONE, null))).isEqualTo("{\"mode\":\"NONE\"}");
    assertThat(choice(Asked.offer(ToolChoice.REQUIRED, null))).isEqualTo("{\"mode\":\"ANY\"}");
    assertThat(choice(Asked.tools(null)))
        .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"weather\"]}");
  }

  @Test
  void anyJsonObjectIsAFormatOfItsOwn() {
    JsonNode config =
        tree(NEW, Asked.question(Asked.settings(new ResponseFormat.JsonObject(), null)))
            .path("generationConfig");

    assertThat(config.path("responseMimeType").stringValue()).isEqualTo("application/json");
    assertThat(config.has("responseJsonSchema")).isFalse();
  }

  @Test
  void aPictureWhoseKindIsNotInItsAddressIsSentWithoutIt() {
    Turn look =
        new Turn.User(
            List.of(
                new dev.quorate.upstream.request.ContentPart.Image(
                    "https://example.org/pictures/7", null)));

    assertThat(tree(NEW, Asked.talk(look)).at("/contents/0/parts/0"))
        .hasToString("{\"fileData\":{\"fileUri\":\"https://example.org/pictures/7\"}}");
  }

  @Test
  void callsOfThePastWithoutToolsAreToldInWords() {
    ModelRequest request = new ModelRequest(Asked.history(), Asked.question().settings(), false);

    assertThat(tree(NEW, request).at("/contents/1/parts/0/text").stringValue())
        .contains("[I called the tool weather with {\"city\":\"Paris\"}]");
    assertThat(Recordings.written(Requests.of(Recordings.model(NEW), request)))
        .doesNotContain("functionCall");
  }

  private static String choice(ToolOffer offer) {
    JsonNode config = tree(NEW, Asked.question(offer)).at("/toolConfig/functionCallingConfig");
    return config.isMissingNode() ? "" : config.toString();
  }

  private static JsonNode tree(String model, ModelRequest request) {
    return WireJson.MAPPER.readTree(
        Recordings.written(Requests.of(Recordings.model(model), request)));
  }
}
