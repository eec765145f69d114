package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.LiveReply.Event;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Fusion in OpenRouter's form: an outer model that may ask the panel, seen from both ends. */
@ExtendWith(StageExtension.class)
class TurnIT {
  private static final String ANALYSIS =
      """
      Here it is: {"consensus":["It is Paris."],
       "contradictions":[{"topic":"tone","stances":[{"model":"A","stance":"sure"},{"model":"B","stance":"unsure"}]}],
       "partial_coverage":[],"unique_insights":[],"blind_spots":["its age"]}
      """;
  private static final FakeCall WEATHER = FakeCall.of("get_weather", "{\"city\":\"Paris\"}");
  private static final String WEATHER_CHAT =
      "{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\"}}}";

  private final Stage stage;
  private final Tenant tenant;
  private final String one;
  private final String two;
  private final String judge;

  TurnIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.one = stage.model("one", FakeAnswer.text("Paris.").usage(20, 3));
    this.two = stage.model("two", FakeAnswer.text("Maybe Paris?").usage(21, 4));
    this.judge = stage.model("judge", FakeAnswer.text(ANALYSIS).usage(70, 50));
  }

  @Test
  void theOuterModelAsksThePanelOnceAndWrites() throws SQLException {
    String outer = outer(FakeAnswer.text("It is Paris, they say.").usage(150, 9));

    Answer reply = tenant.chat(Bodies.chat(outer, plugin())).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("It is Paris, they say.");
    assertThat(reply.string("/choices/0/finish_reason")).isEqualTo("stop");
    assertThat(reply.at("/choices/0/message").has("tool_calls")).isFalse();
    assertThat(reply.string("/model")).isEqualTo(outer);
    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    assertThat(reply.string("/fusion/mode")).isEqualTo("analysis");
    assertThat(reply.at("/fusion/invoked").asBoolean()).isTrue();
    assertThat(reply.at("/fusion/analysis/consensus/0").asString()).isEqualTo("It is Paris.");
    expectCalls(outer, 2, 1);
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines()).hasSize(5).allMatch(line -> line.path("used").asBoolean());
    assertThat(bill.lines(outer))
        .extracting(line -> line.path("role").asString(), line -> line.path("step").asInt())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("writer", 0),
            org.assertj.core.groups.Tuple.tuple("writer", 1));
    assertThat(reply.number("/usage/prompt_tokens")).isEqualByComparingTo("271");
    assertThat(reply.header("x-fusion-run-id")).isEqualTo(reply.string("/fusion/run_id"));
    Invariants.expectNoneBroken(stage.server());
  }

  @Test
  void theWriterReadsTheAnswersAndTheComparison() {
    String outer = outer(FakeAnswer.text("written"));

    tenant.chat(Bodies.chat(outer, plugin())).expect(200);

    JsonNode asked = stage.provider().calls(outer).getFirst().body();
    assertThat(asked.at("/tools/0/function/name").asString()).isEqualTo("openrouter_fusion");
    JsonNode told = stage.provider().calls(outer).getLast().body();
    assertThat(told.path("tool_choice").asString("auto")).isEqualTo("auto");
    JsonNode call = told.at("/messages/1");
    assertThat(call.at("/tool_calls/0/function/name").asString()).isEqualTo("openrouter_fusion");
    JsonNode result = told.at("/messages/2");
    assertThat(result.path("role").asString()).isEqualTo("tool");
    assertThat(result.path("tool_call_id").asString()).isEqualTo("call_fusion");
    JsonNode content = Answer.JSON.readTree(result.path("content").asString());
    assertThat(content.path("status").asString()).isEqualTo("ok");
    assertThat(content.path("responses"))
        .extracting(response -> response.path("content").asString())
        .containsExactlyInAnyOrder("Paris.", "Maybe Paris?");
    assertThat(content.at("/analysis/blind_spots/0").asString()).isEqualTo("its age");
    assertThat(content.path("failed_models")).isEmpty();
    // The caller's tools and ours are nobody's on the panel.
    assertThat(stage.provider().calls(one).getFirst().body().has("tools")).isFalse();
    assertThat(stage.provider().calls(judge).getFirst().body().has("tools")).isFalse();
  }

  @Test
  void innerCallsCarryTheDepthAndOuterOnesDoNot() {
    String outer = outer(FakeAnswer.text("written"));

    tenant.chat(Bodies.chat(outer, plugin())).expect(200);

    for (String model : List.of(one, two, judge)) {
      assertThat(stage.provider().calls(model))
          .allSatisfy(call -> assertThat(call.header("x-openrouter-fusion-depth")).isEqualTo("1"));
    }
    assertThat(stage.provider().calls(outer))
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.header("x-openrouter-fusion-depth")).isNull());
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "99999999999999999999"})
  void aRequestFromInsideAFusionGetsNone(String depth) {
    String outer = outer(FakeAnswer.text("never asked"));

    for (String body :
        List.of(Bodies.chat(outer, plugin()), Bodies.fusionChat(List.of(outer), outer))) {
      tenant
          .api()
          .post("/v1/chat/completions", body, "x-openrouter-fusion-depth", depth)
          .expectError(400, "fusion_recursion");
    }
    tenant
        .api()
        .post("/v1/chat/completions", Bodies.chat(one), "x-openrouter-fusion-depth", depth)
        .expect(200);
    expectCalls(outer, 0, 0, 1);
  }

  @Test
  void theAliasesModelIsJudgeAndWriter() {
    String both =
        stage.model(
            "both",
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.text(ANALYSIS),
            FakeAnswer.text("written"));

    Answer reply =
        tenant
            .api()
            .post("/api/v1/chat/completions", Bodies.chat("openrouter/fusion", plugin(both)))
            .expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("written");
    assertThat(reply.string("/model")).isEqualTo(both);
    assertThat(reply.string("/fusion/judge/model")).isEqualTo(both);
    assertThat(reply.string("/fusion/writer/model")).isEqualTo(both);
    assertThat(stage.provider().calls(both)).hasSize(3);
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void aSimplePromptIsAnsweredWithoutThePanel() {
    String outer = stage.model("outer", FakeAnswer.text("Hello!").usage(30, 2));

    Answer reply = tenant.responses(Bodies.responses(outer, plugin())).expect(200);

    assertThat(reply.string("/output/0/type")).isEqualTo("message");
    assertThat(reply.string("/output/0/content/0/text")).isEqualTo("Hello!");
    assertThat(reply.string("/fusion/status")).isEqualTo("not_invoked");
    assertThat(reply.at("/fusion/invoked").asBoolean()).isFalse();
    assertThat(reply.list("/fusion/panel")).isEmpty();
    expectCalls(outer, 1, 0);
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines()).hasSize(1);
  }

  @Test
  void switchedOffTheToolIsNotEvenOffered() {
    String outer = stage.model("outer", FakeAnswer.text("alone").usage(30, 2));
    String off = plugin().replace("\"id\"", "\"enabled\":false,\"id\"");

    Answer reply = tenant.chat(Bodies.chat(outer, off)).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("alone");
    assertThat(stage.provider().calls(outer).getFirst().body().has("tools")).isFalse();
    expectCalls(outer, 1, 0);
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void theCallersOwnToolComesFirst() {
    String outer = stage.model("outer", FakeAnswer.calling(FakeCall.fusion(), WEATHER));
    String tools = "\"tools\":[" + WEATHER_CHAT + "]";

    Answer reply = tenant.chat(Bodies.chat(outer, plugin(), tools)).expect(200);

    assertThat(reply.string("/choices/0/finish_reason")).isEqualTo("tool_calls");
    assertThat(reply.list("/choices/0/message/tool_calls")).hasSize(1);
    assertThat(reply.string("/choices/0/message/tool_calls/0/function/name"))
        .isEqualTo("get_weather");
    assertThat(reply.string("/fusion/status")).isEqualTo("not_invoked");
    assertThat(stage.provider().calls(outer).getFirst().body().path("tools"))
        .extracting(tool -> tool.at("/function/name").asString())
        .containsExactly("get_weather", "openrouter_fusion");
    expectCalls(outer, 1, 0);
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void theWriterMayAskForTheCallersToolAfterThePanel() {
    String outer = outer(FakeAnswer.calling(WEATHER));
    String tools = "\"tools\":[" + WEATHER_CHAT + "]";

    Answer reply = tenant.chat(Bodies.chat(outer, plugin(), tools)).expect(200);

    assertThat(reply.string("/choices/0/message/tool_calls/0/id")).isEqualTo("call_get_weather");
    assertThat(reply.at("/fusion/invoked").asBoolean()).isTrue();
    expectCalls(outer, 2, 1);
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void aSecondCallOfThePanelIsCapped() {
    String outer =
        stage.model(
            "outer",
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.text("enough"));

    Answer reply = tenant.chat(Bodies.chat(outer, plugin())).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("enough");
    expectCalls(outer, 3, 1);
    JsonNode last = stage.provider().calls(outer).getLast().body();
    assertThat(last.path("tool_choice").asString()).isEqualTo("none");
    JsonNode result =
        Answer.JSON.readTree(
            last.path("messages").values().stream().toList().getLast().path("content").asString());
    assertThat(result.path("status").asString()).isEqualTo("error");
    assertThat(result.path("failure_reason").asString()).isEqualTo("fusion_invocation_capped");
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines(outer))
        .extracting(line -> line.path("step").asInt())
        .containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"openrouter:fusion"}
          {"type":"function","function":{"name":"openrouter:fusion"}}
          {"type":"function","function":{"name":"openrouter_fusion"}}
          "required"
          """)
  void theToolFormForcesThePanel(String choice) {
    String outer = outer(FakeAnswer.text("written"));

    Answer reply = tenant.chat(Bodies.chat(outer, tool(), "\"tool_choice\":" + choice)).expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    expectCalls(outer, 2, 1);
    JsonNode first = stage.provider().calls(outer).getFirst().body().path("tool_choice");
    assertThat(first.at("/function/name").asString()).isEqualTo("openrouter_fusion");
    JsonNode second = stage.provider().calls(outer).getLast().body().path("tool_choice");
    assertThat(second.asString("auto")).isEqualTo("auto");
  }

  @Test
  void aPanelWithoutAnAnswerLeavesTheWriterAlone() {
    String bad = stage.model("bad", FakeAnswer.error(500));
    String outer = outer(FakeAnswer.text("on my own"));

    Answer reply = tenant.chat(Bodies.chat(outer, plugin(judge, bad, bad))).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("on my own");
    assertThat(reply.string("/fusion/status")).isEqualTo("degraded");
    JsonNode told = stage.provider().calls(outer).getLast().body();
    JsonNode result = Answer.JSON.readTree(told.at("/messages/2/content").asString());
    assertThat(result.path("failure_reason").asString()).isEqualTo("all_panels_failed");
    assertThat(stage.provider().calls(judge)).isEmpty();
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void labelsAreModelsAgainForTheCaller() {
    String outer = outer(FakeAnswer.text("written"));

    Answer reply =
        tenant.api().post("/api/v1/responses", Bodies.responses(outer, plugin())).expect(200);

    assertThat(reply.string("/output/0/type")).isEqualTo("openrouter:fusion");
    assertThat(reply.string("/output/1/type")).isEqualTo("message");
    assertThat(reply.list("/output/0/analysis/contradictions/0/stances"))
        .extracting(stance -> stance.path("model").asString())
        .containsExactlyInAnyOrder(one, two);
    assertThat(reply.list("/output/0/responses"))
        .extracting(response -> response.path("model").asString())
        .containsExactly(one, two);
    String judged = stage.provider().calls(judge).getFirst().text();
    assertThat(judged).doesNotContain(one, two);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aStreamedTurnTellsEverythingInOrder(Form form) {
    String outer =
        stage.model(
            "outer",
            FakeAnswer.saysAndCalls("Let me ask.", FakeCall.fusion()),
            FakeAnswer.text("It is Paris."));

    String asked = "\"fusion\":{\"progress\":true,\"include\":[\"item\"]}";
    try (LiveReply live = form.open(tenant, form.direct(outer, plugin(), asked))) {
      List<Event> events = live.all();

      form.expectOrderly(events);
      Answer end = form.end(live, events);
      Bill.of(tenant, end).expectConsistent();
      assertThat(end.string("/fusion/status")).isEqualTo("full");
      if (form == Form.CHAT) {
        assertThat(form.text(events)).isEqualTo("Let me ask.\n\nIt is Paris.");
        return;
      }
      assertThat(form.text(events)).isEqualTo("Let me ask.It is Paris.");
      assertThat(end.list("/output"))
          .extracting(item -> item.path("type").asString())
          .containsExactly("message", "openrouter:fusion", "message");
      assertThat(events.stream().map(Event::name).filter(name -> name.contains("fusion_call")))
          .startsWith("response.fusion_call.in_progress")
          .containsOnlyOnce("response.fusion_call.analysis.completed")
          .endsWith("response.fusion_call.completed");
    }
  }

  @Test
  void openRoutersPathAnswersWithOpenRoutersErrors() {
    Answer missing =
        tenant.api().post("/api/v1/chat/completions", Bodies.chat("no/such", plugin())).expect(404);
    assertThat(missing.number("/error/code")).isEqualByComparingTo("404");
    assertThat(missing.string("/error/message")).isNotBlank();
    assertThat(missing.string("/error/metadata/error_code")).isEqualTo("model_not_found");

    Answer stranger =
        stage.anonymous().post("/api/v1/responses", Bodies.responses(one)).expect(401);
    assertThat(stranger.number("/error/code")).isEqualByComparingTo("401");

    String bad = stage.model("bad", FakeAnswer.error(500));
    Answer failed = tenant.api().post("/api/v1/chat/completions", Bodies.chat(bad)).expect(502);
    assertThat(failed.number("/error/code")).isEqualByComparingTo("502");

    Answer refused =
        tenant
            .api()
            .post("/api/v1/chat/completions", Form.CHAT.direct("no/such", plugin()))
            .expect(404);
    assertThat(refused.number("/error/code")).isEqualByComparingTo("404");

    assertThat(tenant.api().get("/api/v1/models").expect(200).list("/data")).isNotEmpty();
  }

  /** An outer model that asks the panel and then does this. */
  private String outer(FakeAnswer then) {
    return stage.model("outer", FakeAnswer.calling(FakeCall.fusion()), then);
  }

  private String plugin() {
    return plugin(judge);
  }

  private String plugin(String model) {
    return plugin(model, one, two);
  }

  private static String plugin(String model, String first, String second) {
    return "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\",\"%s\"],\"model\":\"%s\"}]"
        .formatted(first, second, model);
  }

  private String tool() {
    return "\"tools\":[{\"type\":\"openrouter:fusion\",\"parameters\":{\"analysis_models\":[\"%s\",\"%s\"],\"model\":\"%s\"}}]"
        .formatted(one, two, judge);
  }

  private void expectCalls(String outer, int times, int panel) {
    expectCalls(outer, times, panel, panel);
  }

  private void expectCalls(String outer, int times, int panel, int first) {
    assertThat(stage.provider().calls(outer)).hasSize(times);
    assertThat(stage.provider().calls(one)).hasSize(first);
    assertThat(stage.provider().calls(two)).hasSize(panel);
    assertThat(stage.provider().calls(judge)).hasSize(panel);
  }
}
