package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that are wrong in one place: each is refused as JSON, with a 4xx and the name of the
 * field to blame, and costs nobody anything.
 */
@ExtendWith(StageExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class MalformedRequestsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";
  private static final String ASK = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private final Stage stage;
  private final Tenant tenant;
  private final String model;

  MalformedRequestsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.model = stage.model("fine", FakeAnswer.text("should never be asked"));
  }

  /** {@code M} in a body stands for a model that works; an empty param means none. */
  record Kind(String path, String body, int status, String code, String param) {
    @Override
    public String toString() {
      return param + " " + code + " " + (body.length() < 90 ? body : body.substring(0, 90) + "…");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"notJson", "chatFields", "responsesFields", "fusionFields", "tagsAndProjects"})
  void isRefusedWithTheFieldToBlame(Kind kind) {
    Answer reply =
        tenant.api().post(kind.path(), kind.body().replace("\"M\"", "\"" + model + "\""));

    reply.expectError(kind.status(), kind.code());
    assertThat(reply.at("/error/param").asString("")).as("%s", reply).isEqualTo(kind.param());
    assertThat(stage.provider().calls(model)).isEmpty();
  }

  static Stream<Kind> notJson() {
    return Stream.of(
            "",
            "not json",
            "[]",
            "\"text\"",
            "42",
            "null",
            "{\"model\":\"M\"",
            "{\"model\":\"M\",}",
            "{'model':'M'}",
            "{\"model\":\"M\"} {}",
            "{\"model\":\"M\",\"model\":\"M\"," + ASK + "}",
            "{\"model\":\"M\",\"temperature\":NaN," + ASK + "}",
            "{\"model\":\"M\",\"temperature\":Infinity," + ASK + "}",
            "{\"model\":\"M\",\"max_tokens\":007," + ASK + "}",
            "{/* note */\"model\":\"M\"," + ASK + "}",
            "{\"model\":\"M\",\"user\":\"line\nbreak\"," + ASK + "}",
            "{\"model\":\"M\",\"seed\":" + "9".repeat(5000) + "," + ASK + "}",
            "{\"model\":\"M\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "," + ASK + "}",
            "{\"model\":\"M\",\"x\":" + "{\"a\":".repeat(150) + "1" + "}".repeat(150) + "}",
            "<html><body>hello</body></html>")
        .flatMap(body ->
            Stream.of(
                new Kind(CHAT, body, 400, "invalid_json", ""),
                new Kind(RESPONSES, body, 400, "invalid_json", "")));
  }

  static Stream<Kind> chatFields() {
    return Stream.of(
        chat("{}", "missing_field", "model"),
        chat("{\"model\":null," + ASK + "}", "missing_field", "model"),
        chat("{\"model\":7," + ASK + "}", "invalid_value", "model"),
        chat("{\"model\":\"\"," + ASK + "}", "invalid_value", "model"),
        chat("{\"model\":\"" + "m".repeat(2000) + "\"," + ASK + "}", "invalid_value", "model"),
        new Kind(CHAT, "{\"model\":\"no/such\"," + ASK + "}", 404, "model_not_found", "model"),
        new Kind(CHAT, "{\"model\":\"../../etc\"," + ASK + "}", 404, "model_not_found", "model"),
        with("", "missing_field", "messages"),
        with("\"messages\":\"hi\"", "invalid_value", "messages"),
        with("\"messages\":[]", "invalid_value", "messages"),
        with("\"messages\":[null]", "invalid_value", "messages[0]"),
        with("\"messages\":[\"hi\"]", "invalid_value", "messages[0]"),
        with("\"messages\":[{\"content\":\"hi\"}]", "missing_field", "messages[0].role"),
        with(
            "\"messages\":[{\"role\":\"wizard\",\"content\":\"hi\"}]",
            "invalid_value",
            "messages[0].role"),
        with("\"messages\":[{\"role\":\"user\"}]", "missing_field", "messages[0].content"),
        with(
            "\"messages\":[{\"role\":\"user\",\"content\":5}]",
            "invalid_value",
            "messages[0].content"),
        with(
            "\"messages\":[{\"role\":\"user\",\"content\":[]}]",
            "invalid_value",
            "messages[0].content"),
        with(
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]",
            "missing_field",
            "messages[0].content[0].type"),
        with(
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}]",
            "unsupported_parameter",
            "messages[0].content[0].type"),
        with(
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///etc/passwd\"}}]}]",
            "invalid_value",
            "messages[0].content[0].image_url.url"),
        with(
            "\"messages\":[" + "{\"role\":\"user\",\"content\":\"x\"},".repeat(2000) + "{}]",
            "invalid_value",
            "messages"),
        asking("\"temperature\":\"hot\"", "invalid_value", "temperature"),
        asking("\"temperature\":2.0001", "invalid_value", "temperature"),
        asking("\"temperature\":-0.1", "invalid_value", "temperature"),
        asking("\"top_p\":1.5", "invalid_value", "top_p"),
        asking("\"max_tokens\":0", "invalid_value", "max_tokens"),
        asking("\"max_tokens\":-5", "invalid_value", "max_tokens"),
        asking("\"max_tokens\":1.5", "invalid_value", "max_tokens"),
        asking("\"max_tokens\":\"many\"", "invalid_value", "max_tokens"),
        asking("\"max_completion_tokens\":99999999999", "invalid_value", "max_completion_tokens"),
        asking("\"stop\":7", "invalid_value", "stop"),
        asking("\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]", "invalid_value", "stop"),
        asking("\"stop\":[1]", "invalid_value", "stop[0]"),
        asking("\"n\":0", "invalid_value", "n"),
        asking("\"n\":2", "unsupported_parameter", "n"),
        asking("\"seed\":1.5", "invalid_value", "seed"),
        asking("\"stream\":\"yes\"", "invalid_value", "stream"),
        asking("\"stream_options\":{}", "invalid_value", "stream_options"),
        asking("\"tools\":[{\"type\":\"function\"}]", "missing_field", "tools[0].function"),
        asking("\"tools\":\"hammer\"", "invalid_value", "tools"),
        asking("\"response_format\":\"json\"", "invalid_value", "response_format"),
        asking("\"response_format\":{\"type\":\"yaml\"}", "invalid_value", "response_format.type"),
        asking("\"metadata\":[]", "invalid_value", "metadata"),
        asking("\"fusion\":{\"analysis_models\":[\"M\"]}", "invalid_value", "fusion"));
  }

  static Stream<Kind> responsesFields() {
    return Stream.of(
        responses("", "missing_field", "input"),
        responses("\"input\":7", "invalid_value", "input"),
        responses("\"input\":\"\"", "invalid_value", "input"),
        responses("\"input\":[]", "invalid_value", "input"),
        responses("\"input\":[{\"type\":\"dream\"}]", "unsupported_parameter", "input[0].type"),
        responses("\"input\":[{\"role\":\"user\"}]", "missing_field", "input[0].content"),
        responses("\"input\":\"x\",\"instructions\":5", "invalid_value", "instructions"),
        responses("\"input\":\"x\",\"max_output_tokens\":0", "invalid_value", "max_output_tokens"),
        responses(
            "\"input\":\"x\",\"previous_response_id\":\"resp_1\"",
            "previous_response_not_found",
            "previous_response_id"),
        responses(
            "\"input\":\"x\",\"background\":true,\"store\":false", "invalid_value", "background"),
        responses(
            "\"input\":\"x\",\"text\":{\"format\":{\"type\":\"xml\"}}",
            "invalid_value",
            "text.format.type"),
        responses(
            "\"input\":\"x\",\"reasoning\":{\"effort\":\"brutal\"}",
            "invalid_value",
            "reasoning.effort"));
  }

  static Stream<Kind> fusionFields() {
    String panel = "\"analysis_models\":[\"M\",\"M\"]";
    return Stream.of(
        chat("{\"model\":\"fusion\"," + ASK + "}", "panel_required", "fusion.analysis_models"),
        fusion("", "panel_required", "fusion.analysis_models"),
        fusion("\"analysis_models\":[]", "panel_required", "fusion.analysis_models"),
        fusion("\"analysis_models\":\"M\"", "invalid_value", "fusion.analysis_models"),
        fusion("\"analysis_models\":[\"M\",5]", "invalid_value", "fusion.analysis_models[1]"),
        fusion(
            "\"analysis_models\":[\"M\",\"M\",\"M\",\"M\",\"M\",\"M\",\"M\",\"M\",\"M\"]",
            "invalid_value",
            "fusion.analysis_models"),
        new Kind(
            CHAT,
            "{\"model\":\"fusion\","
                + ASK
                + ",\"fusion\":{\"analysis_models\":[\"M\",\"no/such\"]}}",
            404,
            "model_not_found",
            "fusion.analysis_models[1]"),
        fusion(
            "\"analysis_models\":[\"M\",\"fusion\"]",
            "fusion_recursion",
            "fusion.analysis_models[1]"),
        fusion(
            "\"analysis_models\":[\"openrouter/fusion\"]",
            "fusion_recursion",
            "fusion.analysis_models[0]"),
        fusion(
            panel + ",\"synthesis_model\":\"fusion\"",
            "fusion_recursion",
            "fusion.synthesis_model"),
        fusion(panel + ",\"min_answers\":0", "invalid_value", "fusion.min_answers"),
        fusion(panel + ",\"min_answers\":3", "invalid_value", "fusion.min_answers"),
        fusion(panel + ",\"quorum\":3", "invalid_value", "fusion.quorum"),
        fusion(panel + ",\"min_answers\":2,\"quorum\":1", "invalid_value", "fusion.min_answers"),
        fusion(panel + ",\"grace_ms\":-1", "invalid_value", "fusion.grace_ms"),
        fusion(panel + ",\"deadline_ms\":600001", "invalid_value", "fusion.deadline_ms"),
        fusion(panel + ",\"deadline_ms\":0", "invalid_value", "fusion.deadline_ms"),
        fusion(panel + ",\"judge_single\":\"yes\"", "invalid_value", "fusion.judge_single"),
        fusion(
            panel + ",\"on_judge_failure\":\"retry\"", "invalid_value", "fusion.on_judge_failure"),
        fusion(panel + ",\"include\":[\"sources\"]", "invalid_value", "fusion.include[0]"),
        fusion(panel + ",\"include\":\"panel\"", "invalid_value", "fusion.include"),
        fusion(panel + ",\"seed\":\"lucky\"", "invalid_value", "fusion.seed"),
        fusion(panel + ",\"colour\":\"red\"", "unknown_field", "fusion.colour"),
        fusion(panel + ",\"mode\":\"vote\"", "invalid_value", "fusion.mode"),
        fusion(panel + ",\"preset\":\"nobodys\"", "preset_not_found", "fusion.preset"),
        fusion(panel + ",\"max_cost_usd\":\"much\"", "invalid_value", "fusion.max_cost_usd"),
        fusion(panel + "},\"n\":2,\"x\":{", "not_with_fusion", "n"),
        fusion(panel + "},\"tools\":[{\"type\":\"function\"}],\"x\":{", "not_with_fusion", "tools"),
        asking("\"fusion\":7", "invalid_value", "fusion"));
  }

  static Stream<Kind> tagsAndProjects() {
    return Stream.of(
        asking("\"tags\":7", "invalid_tag", "tags"),
        asking("\"tags\":[{\"key\":\"a\"}]", "invalid_tag", "tags[0].value"),
        asking("\"tags\":{\"" + "k".repeat(65) + "\":\"v\"}", "invalid_tag", "tags"),
        asking("\"tags\":{\"k\":\"" + "v".repeat(257) + "\"}", "invalid_tag", "tags.k"),
        asking(
            "\"tags\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"a\",\"value\":\"2\"}]",
            "invalid_tag",
            "tags[1].key"),
        new Kind(
            CHAT,
            "{\"model\":\"M\"," + ASK + ",\"project_id\":\"nowhere\"}",
            404,
            "project_not_found",
            "project_id"));
  }

  @Test
  void aRefusalIsOneOfTheirOwnAndHarmsNobodyElse() {
    String shared = stage.model("shared", FakeAnswer.error(400, "bad image"));
    for (int i = 0; i < 40; i++) {
      tenant.chat(Bodies.chat(shared)).expectError(400, "rejected_by_provider");
    }
    stage.provider().script(shared, FakeAnswer.text("fine again"));

    Answer other = stage.tenant().chat(Bodies.chat(shared)).expect(200);

    assertThat(other.string("/choices/0/message/content")).isEqualTo("fine again");
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() {
    byte[] latin1 =
        "{\"model\":\"caf\u00e9\",\"messages\":[]}".getBytes(StandardCharsets.ISO_8859_1);

    String reply = RawHttp.post(stage, CHAT, tenant.key(), "application/json", latin1);

    assertThat(reply).startsWith("HTTP/1.1 400 ").contains("\"invalid_json\"");
  }

  @Test
  void aBodyOfAnotherKindIsRefused() {
    for (String type :
        List.of("text/plain", "application/json; charset=iso-8859-1", "application/xml")) {
      tenant
          .api()
          .post(CHAT, Bodies.chat(model), "Content-Type", type)
          .expectError(415, "unsupported_media_type");
    }
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    String huge = Bodies.chat(model, "\"user\":\"" + "x".repeat(21_000_000) + "\"");

    tenant.api().post(CHAT, huge).expectError(413, "body_too_large");
  }

  @Test
  void pathsAndMethodsThatAreNotServedAreJsonToo() {
    Api api = tenant.api();

    api.get("/v1/nothing").expectError(404, "not_found");
    api.get("/v1/usage/requests/req_0").expectError(404, "not_found");
    api.get(CHAT).expectError(405, "method_not_allowed");
    api.send("PUT", RESPONSES, "{}", List.of()).expectError(405, "method_not_allowed");
    api.delete("/v1/models").expectError(405, "method_not_allowed");
    stage.admin().get("/v1/admin/nothing").expectError(404, "not_found");
  }

  @Test
  void headersAreCheckedAsWell() {
    String body = Bodies.chat(model);

    tenant.api().post(CHAT, body, "X-Tags", "no-equals").expectError(400, "invalid_tag", "X-Tags");
    tenant.api().post(CHAT, body, "X-Tags", "a=%zz").expectError(400, "invalid_tag", "X-Tags");
    tenant
        .api()
        .post(CHAT, body, "X-Project-Id", "nowhere")
        .expectError(404, "project_not_found", "X-Project-Id");
    tenant
        .api()
        .post(CHAT, Bodies.fusionChat(List.of(model), model), "x-openrouter-fusion-depth", "1")
        .expectError(400, "fusion_recursion");
    assertThat(stage.provider().calls(model)).isEmpty();
  }

  private static Kind chat(String body, String code, String param) {
    return new Kind(CHAT, body, 400, code, param);
  }

  private static Kind with(String messages, String code, String param) {
    return chat("{\"model\":\"M\"" + (messages.isEmpty() ? "" : "," + messages) + "}", code, param);
  }

  private static Kind asking(String member, String code, String param) {
    return with(ASK + "," + member, code, param);
  }

  private static Kind responses(String members, String code, String param) {
    String body = "{\"model\":\"M\"" + (members.isEmpty() ? "" : "," + members) + "}";
    return new Kind(RESPONSES, body, 400, code, param);
  }

  private static Kind fusion(String members, String code, String param) {
    return chat("{\"model\":\"fusion\"," + ASK + ",\"fusion\":{" + members + "}}", code, param);
  }
}
