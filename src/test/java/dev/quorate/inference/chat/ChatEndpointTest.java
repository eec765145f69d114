package dev.quorate.inference.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Headers;
import dev.quorate.http.Reply;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatEndpointTest {
  private final InferenceWorld world = new InferenceWorld();

  private JsonNode answer(String body) {
    Reply reply = world.ask(new ChatEndpoint(), body);
    assertThat(reply.status()).isEqualTo(200);
    return InferenceWorld.json(reply);
  }

  private static String with(String members) {
    return "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
        + members
        + "}";
  }

  private List<String> warnings(String members) {
    return answer(with(members)).path("warnings").valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void everyRoleBecomesATurn() {
    answer(
        """
        {"model":"acme/one","messages":[
          {"role":"system","content":"Be brief."},
          {"role":"developer","content":[{"type":"text","text":"Be"},{"type":"text","text":"kind."}]},
          {"role":"user","name":"Ann","content":[{"type":"text","text":"See"},
            {"type":"image_url","image_url":{"url":"https://a.example/b.png","detail":"low"}}]},
          {"role":"assistant","content":null,"tool_calls":[
            {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"c1","content":"4"},
          {"role":"assistant","content":"It is 4."},
          {"role":"user","content":""}]}\
        """);

    assertThat(world.asked("acme/one").conversation().turns())
        .containsExactly(
            new Turn.Instructions(Turn.Instructions.Role.SYSTEM, "Be brief."),
            new Turn.Instructions(Turn.Instructions.Role.DEVELOPER, "Be\nkind."),
            new Turn.User(
                List.of(
                    new ContentPart.Text("See"),
                    new ContentPart.Image("https://a.example/b.png", "low"))),
            new Turn.Assistant("", List.of(new Turn.ToolCall("c1", "f", "{}"))),
            new Turn.ToolResult("c1", "4"),
            new Turn.Assistant("It is 4.", List.of()),
            Turn.User.text(""));
  }

  @Test
  void whatAModelsProviderHasNoWordForIsNamed() {
    String body = with("\"seed\":7").replace("acme/one", "mute/one");

    assertThat(answer(body).path("warnings").valueStream().map(JsonNode::asString))
        .containsExactly("'seed' is not known to 'mute/one' and was not sent to it.");
    assertThat(warnings("\"seed\":7")).isEmpty();
  }

  @Test
  void settingsReachTheModelExactly() {
    answer(
        with(
            """
            "max_completion_tokens":50,"temperature":0.15,"top_p":0.90,"stop":"END","seed":7,
            "reasoning_effort":"low","response_format":{"type":"json_schema","json_schema":
            {"name":"n","strict":true,"schema":{"type":"object","maximum":1.10}}}\
            """));

    ModelRequest asked = world.asked("acme/one");
    assertThat(asked.settings().maxOutputTokens()).isEqualTo(50);
    assertThat(asked.settings().outputCapImposed()).isFalse();
    assertThat(asked.settings().temperature()).isEqualTo(new BigDecimal("0.15"));
    assertThat(asked.settings().topP()).isEqualByComparingTo("0.9");
    assertThat(asked.settings().stop()).containsExactly("END");
    assertThat(asked.settings().seed()).isEqualTo(7);
    assertThat(asked.settings().reasoningEffort()).isEqualTo("low");
    assertThat(asked.settings().format())
        .isEqualTo(
            new ResponseFormat.JsonSchema(
                "n", null, "{\"type\":\"object\",\"maximum\":1.10}", true));
  }

  @Test
  void oldNameOfTheCapIsRead() {
    answer(with("\"max_tokens\":9,\"stop\":[\"a\",\"b\"]"));

    assertThat(world.asked("acme/one").settings().maxOutputTokens()).isEqualTo(9);
    assertThat(world.asked("acme/one").settings().stop()).containsExactly("a", "b");
  }

  @Test
  void habitsOfClientsAreNotWarnedAbout() {
    assertThat(
            warnings(
                """
                "n":1,"stream":false,"stream_options":null,"tools":[],"tool_choice":"auto",
                "frequency_penalty":0,"presence_penalty":0.0,"logprobs":false,"top_logprobs":0,
                "logit_bias":{},"parallel_tool_calls":true,"service_tier":"auto","store":false,
                "modalities":["text"],"user":null,"metadata":{},"seed":null,"functions":[]\
                """))
        .isEmpty();
  }

  @Test
  void whatHasNoEffectIsNamed() {
    assertThat(
            warnings(
                """
                "frequency_penalty":0.5,"logit_bias":{"50256":-100},"logprobs":true,"user":"u-1",
                "service_tier":"flex","plugins":[{"id":"web"}],"transforms":null\
                """))
        .containsExactly(
            "'user' has no effect here and was ignored.",
            "'service_tier' has no effect here and was ignored.",
            "'logprobs' has no effect here and was ignored.",
            "'frequency_penalty' has no effect here and was ignored.",
            "'logit_bias' has no effect here and was ignored.",
            "'plugins[0]' has no effect here and was ignored.");
  }

  @Test
  void openRoutersClientsGetTheMemberTheyWant() {
    world.withHeader(Headers.OPENROUTER, "1");

    JsonNode body = answer(with("\"seed\":1"));

    assertThat(body.has("system_fingerprint")).isTrue();
    assertThat(body.path("system_fingerprint").isNull()).isTrue();
  }

  @Test
  void aVariantOfTheAliasIsDroppedWithAWord() {
    JsonNode body =
        answer(
            "{\"model\":\"openrouter/fusion:free\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    assertThat(body.path("model").asString()).isEqualTo("acme/one");
    assertThat(body.at("/warnings/0").asString()).contains("':free'");
  }

  @Test
  void replyHasNoMemberThatClientsChokeOn() {
    JsonNode body = answer(with("\"metadata\":{\"a\":\"b\"}"));

    assertThat(body.has("system_fingerprint")).isFalse();
    assertThat(body.has("warnings")).isFalse();
    assertThat(body.has("fusion")).isFalse();
    assertThat(body.path("metadata").path("a").asString()).isEqualTo("b");
  }
}
