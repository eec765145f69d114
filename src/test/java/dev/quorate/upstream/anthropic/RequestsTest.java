package dev.quorate.upstream.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.request.Asked;
import dev.quorate.upstream.request.GenerationSettings;
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
  private static final String OLD = "claude-sonnet-4-5-20250929";
  private static final String NEW = "claude-opus-5-5";

  @Test
  void theLeastRequestIsModelCapAndMessages() {
    assertThat(written(OLD, Asked.question(), false))
        .isEqualTo(
            "{\"model\":\"claude-sonnet-4-5-20250929\",\"max_tokens\":1000,\"messages\":[{\"role\":"
                + "\"user\",\"content\":[{\"type\":\"text\",\"text\":\"A secret question?\"}]}],"
                + "\"stream\":false}");
    assertThat(tree(OLD, Asked.question(), true).path("stream").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {OLD, NEW})
  void everythingIsSaidInTheWordsOfTheModelsGeneration(String model) {
    byte[] recorded = Recordings.recorded("anthropic", model + ".request.json");

    assertThat(tree(model, Asked.everything(), true)).isEqualTo(WireJson.MAPPER.readTree(recorded));
  }

  @Test
  void noPromptIsInTheRecordsText() {
    MessagesRequest request = Requests.of(Recordings.model(OLD), Asked.question(), false);

    assertThat(request.toString()).doesNotContain("secret");
  }

  @Test
  void rolesTakeTurnsAndTheUserIsFirstAndLast() {
    JsonNode messages =
        tree(
                OLD,
                Asked.talk(
                    new Turn.Assistant("Hello.", List.of()),
                    Turn.User.text("One."),
                    Turn.User.text("Two."),
                    new Turn.Assistant("Three?", List.of())),
                false)
            .path("messages");

    assertThat(messages.valueStream().map(message -> message.path("role").stringValue()))
        .containsExactly("user", "assistant", "user", "assistant", "user");
    assertThat(messages.at("/2/content")).hasSize(2);
    assertThat(messages.at("/4/content/0/text").stringValue()).isEqualTo("Continue.");
  }

  @Test
  void emptyTextIsLeftOut() {
    JsonNode request = tree(OLD, Asked.talk(Turn.User.text("  ")), false);

    assertThat(request.at("/messages/0/content/0/text").stringValue()).isEqualTo("Continue.");
  }

  @ParameterizedTest
  @CsvSource({
    // model, effort, cap, type, budget, told effort
    "claude-sonnet-4-5, medium, 4000, enabled, 2000,",
    "claude-sonnet-4-5, high, 2100, enabled, 1076,",
    "claude-sonnet-4-5, high, 2000, , ,",
    "claude-sonnet-4-5, none, 4000, , ,",
    "claude-3-5-haiku-20241022, high, 4000, , ,",
    "claude-3-7-sonnet-latest, low, 4000, enabled, 1024,",
    "claude-opus-4-6, xhigh, 100, adaptive, , high",
    "claude-opus-4-7, xhigh, 100, adaptive, , xhigh",
    "claude-opus-5-5, minimal, 100, adaptive, , low",
    "claude-opus-5-5, none, 100, , , low",
    "claude-opus-4-8, none, 100, , ,",
    "claude-opus-5-5, strange, 100, , ,",
    "claude-opus-5-5, , 100, , ,",
    "other-model, high, 4000, , ,"
  })
  void effortIsSaidAsTheModelTakesIt(
      String model, String effort, int cap, String type, Integer budget, String told) {
    JsonNode request = tree(model, Asked.question(effort, cap), false);

    assertThat(request.at("/thinking/type").asString(null)).isEqualTo(type);
    assertThat(request.at("/thinking/budget_tokens").isMissingNode()).isEqualTo(budget == null);
    assertThat(request.at("/thinking/budget_tokens").asInt(0))
        .isEqualTo(budget == null ? 0 : budget);
    assertThat(request.at("/output_config/effort").asString(null)).isEqualTo(told);
  }

  @Test
  void aModelThatIsNoClaudeThinksWhereTheCatalogueSaysIt() {
    MessagesRequest request =
        Requests.of(
            Recordings.model("other-model", "reasoning"), Asked.question("medium", 4000), false);

    assertThat(request.thinking()).isEqualTo(new MessagesRequest.Thinking("enabled", 2000));
  }

  @Test
  void aBudgetGoesWithoutSampling() {
    JsonNode request =
        tree(OLD, Asked.question(Asked.settings(new ResponseFormat.PlainText(), "high")), false);

    assertThat(request.has("thinking")).isTrue();
    assertThat(request.has("temperature")).isFalse();
    assertThat(request.has("top_p")).isFalse();
  }

  @Test
  void theHighestTemperatureIsOne() {
    JsonNode request =
        tree(OLD, Asked.question(Asked.settings(new ResponseFormat.PlainText(), null)), false);

    assertThat(request.path("temperature").decimalValue()).isEqualByComparingTo("1");
    assertThat(request.has("top_p")).isFalse();
  }

  @Test
  void aStopOfWhiteSpaceIsLeftOut() {
    GenerationSettings settings =
        new GenerationSettings(
            9, true, null, null, List.of("\n\n"), new ResponseFormat.PlainText(), null, null);

    assertThat(tree(OLD, Asked.question(settings), false).has("stop_sequences")).isFalse();
  }

  @Test
  void aCallThatIsBeingAnsweredIsNotThoughtAboutWithABudget() {
    ModelRequest base = Asked.question("high", 4000);
    ModelRequest request =
        new ModelRequest(
            base.conversation()
                .with(
                    new Turn.Assistant(
                        "", List.of(new Turn.ToolCall("c", "weather", "{\"city\":\"Bonn\"}"))),
                    new Turn.ToolResult("c", "blue")),
            base.settings(),
            Asked.offer(ToolChoice.AUTO, null),
            false);

    assertThat(tree(OLD, request, false).has("thinking")).isFalse();
    assertThat(tree(NEW, request, false).at("/thinking/type").asString()).isEqualTo("adaptive");
  }

  @Test
  void choicesAreSaidWhereTheyMayBeForced() {
    assertThat(choice(OLD, Asked.offer(ToolChoice.AUTO, null))).isEmpty();
    assertThat(choice(OLD, Asked.offer(ToolChoice.AUTO, true))).isEmpty();
    assertThat(choice(OLD, Asked.offer(ToolChoice.AUTO, false)))
        .isEqualTo("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
    assertThat(choice(OLD, Asked.offer(ToolChoice.NONE, false))).isEqualTo("{\"type\":\"none\"}");
    assertThat(choice(OLD, Asked.offer(ToolChoice.REQUIRED, null))).isEqualTo("{\"type\":\"any\"}");
    assertThat(choice(OLD, Asked.tools(null)))
        .isEqualTo("{\"type\":\"tool\",\"name\":\"weather\"}");
  }

  @Test
  void aModelThatCannotBeForcedIsAsked() {
    JsonNode named = tree(NEW, Asked.question(Asked.tools(null)), false);
    JsonNode any = tree(NEW, Asked.question(Asked.offer(ToolChoice.REQUIRED, null)), false);

    assertThat(named.has("tool_choice")).isFalse();
    assertThat(named.at("/system/0/text").stringValue())
        .isEqualTo("Answer with a call of the tool weather.");
    assertThat(any.at("/system/0/text").stringValue())
        .isEqualTo("Answer with a call of one of the tools.");
  }

  @Test
  void jsonIsAnInstructionWhereThereIsNoSettingForIt() {
    JsonNode object =
        tree(NEW, Asked.question(Asked.settings(new ResponseFormat.JsonObject(), null)), false);
    JsonNode schema =
        tree(
            "claude-opus-4-1-20250805",
            Asked.question(Asked.settings(Asked.schema(), null)),
            false);

    assertThat(object.at("/system/0/text").stringValue())
        .startsWith("Answer with one JSON object and nothing else");
    assertThat(schema.at("/system/0/text").stringValue())
        .contains("Its purpose: A place.")
        .endsWith(Asked.SCHEMA);
    assertThat(schema.has("output_config")).isFalse();
  }

  private static String choice(String model, ToolOffer offer) {
    JsonNode choice = tree(model, Asked.question(offer), false).path("tool_choice");
    return choice.isMissingNode() ? "" : choice.toString();
  }

  private static JsonNode tree(String model, ModelRequest request, boolean streamed) {
    return WireJson.MAPPER.readTree(written(model, request, streamed));
  }

  private static String written(String model, ModelRequest request, boolean streamed) {
    return Recordings.written(Requests.of(Recordings.model(model), request, streamed));
  }
}
