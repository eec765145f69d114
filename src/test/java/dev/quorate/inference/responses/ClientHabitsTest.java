package dev.quorate.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Headers;
import dev.quorate.http.Reply;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What OpenAI's clients refuse stands only where OpenRouter's ask, or where it is asked for. */
class ClientHabitsTest {
  private static final String PLUGIN =
      ",\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"acme/one\",\"acme/two\"],"
          + "\"model\":\"acme/judge\"}]";
  private static final String TOOL =
      ",\"tools\":[{\"type\":\"openrouter:fusion\",\"parameters\":"
          + "{\"analysis_models\":[\"acme/one\"]}},{\"type\":\"function\",\"name\":\"add\"}]";

  private final InferenceWorld world = new InferenceWorld();

  ClientHabitsTest() {
    world.script(
        "acme/outer",
        request ->
            request.conversation().turns().getLast() instanceof Turn.ToolResult
                ? new CallResult.Answered("Written.", FinishReason.STOP)
                : new CallResult.Answered(
                    "Let me ask.",
                    FinishReason.TOOL_CALLS,
                    List.of(new Turn.ToolCall("c1", "openrouter_fusion", "{}"))));
    world.script(
        "acme/judge",
        _ -> new CallResult.Answered("{\"consensus\":[\"Yes.\"]}", FinishReason.STOP));
  }

  private Reply send(String members) {
    return world.ask(
        new ResponsesEndpoint(), "{\"model\":\"acme/outer\",\"input\":\"Hi\"" + members + "}");
  }

  private JsonNode answer(String members) {
    return InferenceWorld.json(send(members));
  }

  private List<String> eventTypes(String members) {
    return InferenceWorld.events(send(PLUGIN + ",\"stream\":true" + members)).stream()
        .map(event -> event.path("type").asString())
        .toList();
  }

  private static List<String> types(JsonNode output) {
    return output.valueStream().map(item -> item.path("type").asString()).toList();
  }

  @Test
  void anOpenAiClientGetsNoItemOfThePanelsAndAllOfItInTheReport() {
    JsonNode reply = answer(PLUGIN);

    assertThat(types(reply.path("output"))).containsExactly("message", "message");
    JsonNode fusion = reply.path("fusion");
    assertThat(fusion.at("/analysis/consensus/0").asString()).isEqualTo("Yes.");
    assertThat(fusion.path("responses")).hasSize(2);
    assertThat(fusion.at("/responses/0/content").asString()).isEqualTo("acme/one says yes");
    assertThat(fusion.path("failed_models").isArray()).isTrue();
    assertThat(fusion.path("sources").isArray()).isTrue();
  }

  @Test
  void anOpenRouterClientGetsTheItemWithTheSame() {
    world.withHeader(Headers.OPENROUTER, "1");

    JsonNode reply = answer(PLUGIN);

    assertThat(types(reply.path("output")))
        .containsExactly("message", "openrouter:fusion", "message");
    for (String name : List.of("analysis", "responses", "failed_models", "sources")) {
      assertThat(reply.at("/output/1/" + name)).isEqualTo(reply.at("/fusion/" + name));
    }
  }

  @Test
  void whoAsksForTheItemGetsIt() {
    assertThat(types(answer(PLUGIN + ",\"fusion\":{\"include\":[\"item\"]}").path("output")))
        .contains("openrouter:fusion");
  }

  @Test
  void anOpenAiClientHearsOnlyWhatItKnowsUnlessItAsks() {
    assertThat(eventTypes("")).noneMatch(type -> type.contains("fusion"));
    assertThat(eventTypes(",\"fusion\":{\"progress\":true}"))
        .contains("response.fusion_call.in_progress", "response.fusion_call.completed");
  }

  @Test
  void anOpenRouterClientHearsTheProgressUnlessItDeclines() {
    world.withHeader(Headers.OPENROUTER, "1");

    assertThat(eventTypes("")).contains("response.fusion_call.in_progress");
    assertThat(eventTypes(",\"fusion\":{\"progress\":false}"))
        .noneMatch(type -> type.contains("fusion"));
  }

  @Test
  void aStreamWithoutTheItemHasItsPlacesInOrder() {
    List<JsonNode> events = InferenceWorld.events(send(PLUGIN + ",\"stream\":true"));
    JsonNode last = events.getLast().path("response");

    assertThat(events.stream().filter(event -> event.path("type").asString().endsWith("added")))
        .extracting(event -> event.path("output_index").asInt())
        .containsExactly(0, 0, 1, 1);
    assertThat(types(last.path("output"))).containsExactly("message", "message");
    assertThat(last.at("/output/1/content/0/text").asString()).isEqualTo("Written.");
  }

  @Test
  void theFusionToolIsRepeatedToWhoKnowsIt() {
    assertThat(types(answer(TOOL).path("tools"))).containsExactly("function");

    world.withHeader(Headers.OPENROUTER, "1");
    JsonNode tools = answer(TOOL).path("tools");

    assertThat(types(tools)).containsExactly("openrouter:fusion", "function");
    assertThat(tools.at("/0/parameters/analysis_models/0").asString()).isEqualTo("acme/one");
  }

  @Test
  void aChoiceOfTheFusionToolIsRepeatedAsAWord() {
    JsonNode reply = answer(TOOL + ",\"tool_choice\":{\"type\":\"openrouter:fusion\"}");

    assertThat(reply.path("tool_choice").asString()).isEqualTo("required");
    assertThat(reply.at("/fusion/invoked").asBoolean()).isTrue();
  }

  @Test
  void aFusionToolThatIsNotAllowedIsNotOffered() {
    String allowed =
        ",\"tool_choice\":{\"type\":\"allowed_tools\",\"mode\":\"auto\",\"tools\":[%s]}";

    JsonNode reply = answer(TOOL + allowed.formatted("{\"type\":\"function\",\"name\":\"add\"}"));

    assertThat(world.asked("acme/outer").tools().tools()).hasSize(1);
    assertThat(reply.path("tools")).hasSize(1);
    assertThat(reply.at("/tool_choice/type").asString()).isEqualTo("allowed_tools");
    JsonNode both = answer(TOOL + allowed.formatted("{\"type\":\"openrouter:fusion\"}"));
    assertThat(both.at("/fusion/invoked").asBoolean()).isTrue();
  }

  @Test
  void aVariantOfTheAliasIsDroppedWithAWord() {
    JsonNode reply =
        InferenceWorld.json(
            world.ask(
                new ResponsesEndpoint(),
                "{\"model\":\"openrouter/fusion:free\",\"input\":\"Hi\"}"));

    assertThat(reply.path("model").asString()).isEqualTo("acme/one");
    assertThat(reply.at("/warnings/0").asString()).contains("':free'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"original", "high"})
  void anImageInFullIsOneInHighDetail(String detail) {
    String input =
        "[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"detail\":\"%s\","
            + "\"image_url\":\"https://example.org/a.png\"}]}]";
    world.ask(
        new ResponsesEndpoint(),
        "{\"model\":\"acme/one\",\"input\":" + input.formatted(detail) + "}");

    assertThat(world.asked("acme/one").conversation().turns())
        .containsExactly(
            new Turn.User(List.of(new ContentPart.Image("https://example.org/a.png", "high"))));
  }
}
