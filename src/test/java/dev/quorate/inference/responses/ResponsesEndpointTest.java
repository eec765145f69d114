package dev.quorate.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Reply;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesEndpointTest {
  private static final String FUSION =
      "{\"model\":\"fusion\",\"input\":\"Hi\",\"fusion\":{\"analysis_models\":[\"acme/one\"]}}";

  private final InferenceWorld world = new InferenceWorld();

  private JsonNode answer(String body) {
    Reply reply = world.ask(new ResponsesEndpoint(), body);
    assertThat(reply.status()).isEqualTo(200);
    return InferenceWorld.json(reply);
  }

  private static String with(String members) {
    return "{\"model\":\"acme/one\",\"input\":\"Hi\"," + members + "}";
  }

  private List<String> warnings(String members) {
    return answer(with(members)).path("warnings").valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void textIsAUsersTurnAfterTheInstructions() {
    answer(with("\"instructions\":\"Be brief.\""));

    assertThat(world.asked("acme/one").conversation().turns())
        .containsExactly(
            new Turn.Instructions(Turn.Instructions.Role.SYSTEM, "Be brief."),
            Turn.User.text("Hi"));
  }

  @Test
  void everyItemBecomesATurnAndCallsInARowAreOne() {
    answer(
        """
        {"model":"acme/one","input":[
          {"role":"developer","content":"Be kind."},
          {"type":"message","role":"user","content":[{"type":"input_text","text":"See"},
            {"type":"input_image","image_url":"data:image/png;base64,AAAA"}]},
          {"type":"message","id":"msg_1","status":"completed","role":"assistant",
           "content":[{"type":"output_text","text":"Hm.","annotations":[],"logprobs":[]}]},
          {"type":"function_call","id":"fc_1","call_id":"c1","name":"f","arguments":"{}"},
          {"type":"function_call","call_id":"c2","name":"g","arguments":"{}"},
          {"type":"function_call_output","call_id":"c1","output":"4"},
          {"type":"function_call_output","call_id":"c2",
           "output":[{"type":"input_text","text":"5"}]},
          {"type":"function_call","call_id":"c3","name":"h","arguments":"{}"}]}\
        """);

    assertThat(world.asked("acme/one").conversation().turns())
        .containsExactly(
            new Turn.Instructions(Turn.Instructions.Role.DEVELOPER, "Be kind."),
            new Turn.User(
                List.of(
                    new ContentPart.Text("See"),
                    new ContentPart.Image("data:image/png;base64,AAAA", null))),
            new Turn.Assistant(
                "Hm.",
                List.of(new Turn.ToolCall("c1", "f", "{}"), new Turn.ToolCall("c2", "g", "{}"))),
            new Turn.ToolResult("c1", "4"),
            new Turn.ToolResult("c2", "5"),
            new Turn.Assistant("", List.of(new Turn.ToolCall("c3", "h", "{}"))));
  }

  @Test
  void whatTheRequestSaidIsRepeated() {
    JsonNode body =
        answer(
            with(
                """
                "instructions":"Be brief.","max_tokens":90,"temperature":0.7,"top_p":0.5,
                "text":{"format":{"type":"json_schema","name":"n","schema":{"a":1.10}}},
                "reasoning":{"effort":"low"},"metadata":{"k":"v"},"tool_choice":"none",
                "parallel_tool_calls":false,"max_tool_calls":3,"safety_identifier":"s"\
                """));

    assertThat(body.path("instructions").asString()).isEqualTo("Be brief.");
    assertThat(body.path("max_output_tokens").asInt()).isEqualTo(90);
    assertThat(body.path("temperature").decimalValue()).isEqualByComparingTo("0.7");
    assertThat(body.path("text").toString())
        .isEqualTo(
            "{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"description\":\"\","
                + "\"schema\":{\"a\":1.10},\"strict\":false}}");
    assertThat(body.path("reasoning").path("effort").asString()).isEqualTo("low");
    assertThat(body.path("metadata").path("k").asString()).isEqualTo("v");
    assertThat(body.path("tool_choice").asString()).isEqualTo("none");
    assertThat(body.path("parallel_tool_calls").asBoolean()).isFalse();
    assertThat(body.path("max_tool_calls").asInt()).isEqualTo(3);
    assertThat(body.path("safety_identifier").asString()).isEqualTo("s");
    assertThat(world.asked("acme/one").settings().format())
        .isInstanceOf(ResponseFormat.JsonSchema.class);
  }

  @Test
  void habitsOfClientsAreNotWarnedAbout() {
    assertThat(
            warnings(
                """
                "stream":false,"store":false,"background":false,"tools":[],"tool_choice":"auto",
                "include":[],"truncation":"disabled","service_tier":"auto","text":{"format":
                {"type":"text"},"verbosity":"medium"},"reasoning":{"effort":"low"},"user":null,
                "previous_response_id":null,"top_logprobs":0,"parallel_tool_calls":true\
                """))
        .isEmpty();
  }

  @Test
  void whatHasNoEffectIsNamed() {
    assertThat(
            warnings(
                """
                "truncation":"auto","include":["reasoning.encrypted_content"],
                "reasoning":{"summary":"auto"},"seed":1\
                """))
        .containsExactly(
            "'truncation' has no effect here and was ignored.",
            "'include' has no effect here and was ignored.",
            "'seed' has no effect here and was ignored.",
            "'reasoning.summary' has no effect here and was ignored.");
  }

  @Test
  void whatAReplyHadOfThePanelMayBeHandedBack() {
    answer(
        """
        {"model":"acme/one","input":[{"role":"user","content":"Hi"},
          {"type":"openrouter:fusion","id":"fr_1","status":"completed","responses":[]},
          {"type":"reasoning","id":"rs_1","summary":[]},
          {"type":"message","role":"assistant","content":"Hello"},
          {"role":"user","content":"And?"}]}\
        """);

    assertThat(world.asked("acme/one").conversation().turns()).hasSize(3);
  }

  @Test
  void aToolBesideTheFusionToolIsRepeatedWithItsOwnSchema() {
    JsonNode tools =
        answer(
                """
                {"model":"acme/one","input":"Hi","tools":[
                  {"type":"openrouter:fusion","parameters":{"analysis_models":["acme/two"]}},
                  {"type":"function","name":"f","parameters":{"type":"object"}}]}\
                """)
            .path("tools");

    assertThat(tools).hasSize(1);
    assertThat(tools.at("/0/parameters/type").asString()).isEqualTo("object");
  }

  @Test
  void noToolChoiceMeansNoPanelEither() {
    JsonNode reply =
        answer(
            """
            {"model":"acme/one","input":"Hi","tool_choice":"none","plugins":[{"id":"fusion"}]}\
            """);

    assertThat(reply.at("/fusion/status").asString()).isEqualTo("not_invoked");
    assertThat(world.asked("acme/one").tools().isEmpty()).isTrue();
  }

  @Test
  void aReplyIsKeptUnlessItsCallerWantsItForgotten() {
    assertThat(answer(with("\"store\":true")).path("store").asBoolean()).isTrue();
    assertThat(answer(with("\"store\":false")).path("store").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "99999999999999999999", "' 1 '"})
  void fusionInsideFusionIsRefused(String depth) {
    world.withHeader("x-openrouter-fusion-depth", depth);

    assertThatThrownBy(() -> world.ask(new ResponsesEndpoint(), FUSION))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FUSION_RECURSION));
    assertThat(answer(with("\"stream\":false")).path("status").asString()).isEqualTo("completed");
  }

  @ParameterizedTest
  @CsvSource({"-1", "one", "1.5", "''"})
  void garbledDepthIsRefused(String depth) {
    world.withHeader("x-openrouter-fusion-depth", depth);

    assertThatThrownBy(() -> world.ask(new ResponsesEndpoint(), FUSION))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_VALUE);
              assertThat(refusal.param()).isEqualTo("x-openrouter-fusion-depth");
            });
  }

  @Test
  void depthZeroIsAnOuterRequest() {
    world.withHeader("x-openrouter-fusion-depth", "0");

    assertThat(answer(FUSION).path("fusion").path("status").asString()).isEqualTo("single");
  }
}
