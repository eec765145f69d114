package dev.quorate.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.http.Headers;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Replies of runs whose members asked the web. */
class WebReplyTest {
  private static final String MERGE =
      """
      {"model":"fusion","input":"Is the moon full?","fusion":{"analysis_models":["acme/one",
       "acme/two"],"synthesis_model":"acme/judge","web":true,"max_tool_calls":2}}\
      """;
  private static final String OPENROUTER =
      """
      {"model":"acme/outer","input":"Is the moon full?",
       "plugins":[{"id":"fusion","analysis_models":["acme/one","acme/two"],"model":"acme/judge",
                   "max_tool_calls":2}]}\
      """;

  private final InferenceWorld world = new InferenceWorld();

  /** Asks for a tool until it has a result. */
  private static Function<ModelRequest, CallResult> asks(String tool, String arguments) {
    return request ->
        request.conversation().turns().getLast() instanceof Turn.ToolResult
            ? new CallResult.Answered("{\"consensus\":[\"Yes.\"]}", FinishReason.STOP)
            : new CallResult.Answered(
                "", FinishReason.TOOL_CALLS, List.of(new Turn.ToolCall("call_1", tool, arguments)));
  }

  private WebReplyTest withWeb() {
    world.web = new ScriptedWeb().tools();
    world.script("acme/one", asks("web_search", "{\"query\":\"moon\"}"));
    world.script("acme/judge", asks("web_fetch", "{\"url\":\"https://example.org/moon\"}"));
    world.script("acme/outer", asks("openrouter_fusion", "{}"));
    return this;
  }

  private JsonNode ask(String body) {
    return InferenceWorld.json(world.ask(new ResponsesEndpoint(), body));
  }

  private static List<String> reasons(JsonNode reply) {
    return StreamSupport.stream(reply.at("/fusion/reasons").spliterator(), false)
        .map(JsonNode::stringValue)
        .toList();
  }

  @Test
  void theReportHasWebCostsAndSources() {
    JsonNode fusion = withWeb().ask(MERGE).path("fusion");
    JsonNode cost = fusion.path("cost");

    assertThat(cost.path("web").decimalValue()).isEqualByComparingTo("0.007");
    assertThat(
            cost.path("panel")
                .decimalValue()
                .add(cost.path("judge").decimalValue())
                .add(cost.path("writer").decimalValue())
                .add(cost.path("web").decimalValue()))
        .isEqualByComparingTo(cost.path("total").decimalValue());
    assertThat(cost.path("waste").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(fusion.at("/judge/model").stringValue()).isEqualTo("acme/judge");
    assertThat(fusion.path("sources").toString())
        .isEqualTo("[{\"url\":\"https://example.org/moon\",\"title\":\"About moon\"}]");
  }

  @Test
  void theOpenRouterFormHasTheWebByDefaultAndItsItemNamesTheSources() {
    world.withHeader(Headers.OPENROUTER, "1");

    JsonNode reply = withWeb().ask(OPENROUTER);

    assertThat(reasons(reply)).isEmpty();
    assertThat(reply.at("/output/0/type").stringValue()).isEqualTo("openrouter:fusion");
    assertThat(reply.at("/output/0/sources")).hasSize(1);
    assertThat(reply.at("/fusion/sources")).isEqualTo(reply.at("/output/0/sources"));
    assertThat(world.asked("acme/outer").tools().tools()).hasSize(1);
  }

  @Test
  void withoutAnEngineTheOpenRouterFormGoesOnAndSaysSo() {
    world.script("acme/outer", asks("openrouter_fusion", "{}"));
    world.script(
        "acme/judge",
        _ -> new CallResult.Answered("{\"consensus\":[\"Yes.\"]}", FinishReason.STOP));

    JsonNode reply = ask(OPENROUTER);

    assertThat(reasons(reply)).containsExactly("web_unavailable");
    assertThat(reply.at("/fusion/status").stringValue()).isEqualTo("full");
    assertThat(reply.at("/fusion/sources").isArray()).isTrue();
    assertThat(reply.at("/fusion/sources")).isEmpty();
  }

  @Test
  void withoutTheFieldTheMergeFormHasNoWeb() {
    JsonNode reply = withWeb().ask(MERGE.replace(",\"web\":true", ""));

    assertThat(reply.path("fusion").has("sources")).isFalse();
    assertThat(world.asked("acme/two").tools().isEmpty()).isTrue();
  }
}
