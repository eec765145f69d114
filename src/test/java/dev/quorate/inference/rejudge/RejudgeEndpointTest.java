package dev.quorate.inference.rejudge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quorate.billing.rows.RequestTraceStore.Trace;
import dev.quorate.http.Reply;
import dev.quorate.http.Streams;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.inference.chat.ChatForTests;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.RunFixtures;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RejudgeEndpointTest {
  private static final String RUN =
      """
      {"model":"fusion","max_completion_tokens":300,"temperature":0.5,"seed":9,
       "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],
       "fusion":{"analysis_models":["acme/one","acme/two"],"synthesis_model":"acme/judge","seed":41,
                 "include":["panel"],"max_cost_usd":5}}
      """;

  private final InferenceWorld world = new InferenceWorld();
  private final RequestId first = world.id;
  private @Nullable Trace trace;

  private JsonNode rejudge(RequestId id, String body) {
    return InferenceWorld.json(reply(id.asRun(), body));
  }

  private Reply reply(String id, String body) {
    KeptRuns runs =
        new KeptRuns(RunFixtures.fusions(world.fusions), (_, _) -> trace, Streams.json());
    world.id = RequestId.create(Clock.systemUTC());
    return world.ask(new RejudgeEndpoint(id, runs, new KeptProjects(null)), body);
  }

  private void assertRefused(String id, String body, ErrorCode code) {
    GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> reply(id, body));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
  }

  private void run() {
    Reply ignored = world.ask(ChatForTests.ENDPOINT, RUN);
  }

  @Test
  void whatTheRequestLeavesOutIsAsTheRunHadIt() {
    run();

    JsonNode reply = rejudge(first, "{\"synthesis_model\":\"acme/other\"}");

    ModelRequest asked = world.asked("acme/other");
    assertThat(asked.settings().maxOutputTokens()).isEqualTo(300);
    assertThat(asked.settings().temperature()).isEqualTo(new BigDecimal("0.5"));
    assertThat(asked.settings().seed()).isEqualTo(9);
    assertThat(((Turn.Instructions) asked.conversation().turns().getFirst()).text())
        .isEqualTo("Be brief.");
    assertThat(reply.at("/object").asString()).isEqualTo("response");
    assertThat(reply.at("/model").asString()).isEqualTo("fusion");
    assertThat(reply.at("/output/0/content/0/text").asString()).isEqualTo("acme/other says yes");
    assertThat(reply.at("/fusion/rejudge_of").asString()).isEqualTo(first.asRun());
    assertThat(reply.at("/fusion/run_id").asString()).isEqualTo(world.id.asRun());
    assertThat(reply.at("/fusion/seed").asLong()).isEqualTo(41);
    assertThat(reply.at("/fusion/status").asString()).isEqualTo("full");
    assertThat(reply.at("/fusion/panel/0/text").asString()).isEqualTo("acme/one says yes");
    assertThat(reply.at("/fusion/panel/0/cost").decimalValue()).isZero();
    assertThat(reply.at("/fusion/cost/judge").decimalValue())
        .isEqualByComparingTo(reply.at("/fusion/cost/total").decimalValue());
    assertThat(reply.at("/usage/input_tokens").asInt()).isEqualTo(100);
    assertThat(reply.at("/store").asBoolean()).isFalse();
  }

  @Test
  void whatItNamesIsDifferent() {
    run();

    JsonNode reply =
        rejudge(
            first,
            """
            {"instructions":"Judge harshly.","max_tokens":50,"temperature":1,"seed":3,"include":[],"mode":"synthesis",
             "on_judge_failure":"fail","metadata":{"k":"v"}}
            """);

    ModelRequest asked = world.asked("acme/judge");
    assertThat(asked.settings().maxOutputTokens()).isEqualTo(50);
    assertThat(asked.settings().temperature()).isEqualTo(BigDecimal.ONE);
    assertThat(((Turn.Instructions) asked.conversation().turns().getFirst()).text())
        .isEqualTo("Judge harshly.");
    assertThat(reply.at("/instructions").asString()).isEqualTo("Judge harshly.");
    assertThat(reply.at("/fusion/seed").asLong()).isEqualTo(3);
    assertThat(reply.at("/fusion/panel/0").has("text")).isFalse();
    assertThat(reply.at("/metadata/k").asString()).isEqualTo("v");
  }

  @Test
  void aJudgementCanBeJudgedAgain() {
    run();
    JsonNode second = rejudge(first, "{\"synthesis_model\":\"acme/other\"}");
    RequestId again = world.id;

    JsonNode third = rejudge(again, "{}");

    assertThat(world.fusions.rows.get(1).rejudgeOf()).isEqualTo(first);
    assertThat(world.fusions.rows.get(1).endpoint()).isEqualTo("fusion.rejudge");
    assertThat(third.at("/fusion/rejudge_of").asString()).isEqualTo(again.asRun());
    assertThat(third.at("/fusion/judge/model").asString()).isEqualTo("acme/other");
    assertThat(third.at("/fusion/panel")).isEqualTo(second.at("/fusion/panel"));
  }

  @Test
  void aStreamTellsTheJudgementAsItComes() {
    run();

    Reply reply = reply(first.asRun(), "{\"stream\":true,\"progress\":true}");

    assertThat(InferenceWorld.events(reply))
        .extracting(event -> event.path("type").asString())
        .contains(
            "response.created",
            "response.fusion_call.panel.completed",
            "response.output_text.delta",
            "response.completed");
    assertThat(reply.headers()).containsEntry("x-fusion-run-id", world.id.asRun());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"fusion\"} | UNKNOWN_FIELD",
        "{\"input\":\"Hi\"} | UNKNOWN_FIELD",
        "{\"analysis_models\":[\"acme/one\"]} | UNKNOWN_FIELD",
        "{\"text\":{\"verbosity\":\"low\"}} | UNKNOWN_FIELD",
        "{\"mode\":\"vote\"} | INVALID_VALUE",
        "{\"synthesis_model\":\"acme/no-such\"} | MODEL_NOT_FOUND",
        "{\"synthesis_model\":\"fusion\"} | FUSION_RECURSION",
        "{\"max_cost_usd\":0.0000001} | MAX_COST_EXCEEDED"
      })
  void whatCannotBeIsRefusedBeforeAnythingIsSent(String body, ErrorCode code) {
    run();

    assertRefused(first.asRun(), body, code);
    assertThat(world.refusals()).containsExactly(code.code());
    assertThat(world.fusions.rows).hasSize(1);
  }

  @Test
  void aRunThatIsNotThereSaysWhy() {
    String id = first.asRun();
    assertRefused(id, "{}", ErrorCode.NOT_FOUND);
    assertRefused("fr_nothing", "{}", ErrorCode.NOT_FOUND);
    trace = new Trace(null, false, false);
    assertRefused(id, "{}", ErrorCode.NOT_FOUND);
    trace = new Trace(null, true, true);
    assertRefused(id, "{}", ErrorCode.RUN_NOT_FINISHED);
    trace = new Trace(null, false, true);
    assertRefused(id, "{}", ErrorCode.RUN_TEXTS_GONE);
  }

  @Test
  void aRunWithoutAnAnswerLeavesNothingToJudge() {
    CallResult failed = new CallResult.Failed(FailureKind.PROVIDER_ERROR, 500, "No.", null);
    world.script("acme/one", any -> failed).script("acme/two", any -> failed);
    run();

    assertRefused(first.asRun(), "{}", ErrorCode.RUN_WITHOUT_ANSWERS);
  }

  @Test
  void anAnswerTooFewForTheRunIsEnoughForItsJudge() {
    world.script(
        "acme/one", any -> new CallResult.Failed(FailureKind.PROVIDER_ERROR, 500, "No.", null));
    Reply failed =
        world.ask(
            ChatForTests.ENDPOINT, RUN.replace("\"seed\":41", "\"seed\":41,\"min_answers\":2"));

    JsonNode reply = rejudge(first, "{}");

    assertThat(failed.status()).isEqualTo(502);
    assertThat(reply.at("/fusion/status").asString()).isEqualTo("degraded");
    assertThat(reply.at("/fusion/panel/0/reason").asString()).isEqualTo("error");
    assertThat(reply.at("/fusion/panel/0/status_code").asInt()).isEqualTo(500);
  }

  @Test
  void aTurnsPanelCanBeJudgedToo() {
    world.script("acme/outer", InferenceWorld.askingThePanel("From the outer model."));
    Reply ignored =
        world.ask(
            ChatForTests.ENDPOINT,
            """
            {"model":"acme/outer","messages":[{"role":"user","content":"Hi"}],
             "plugins":[{"id":"fusion","analysis_models":["acme/one","acme/two"],"model":"acme/judge"}]}
            """);

    JsonNode reply = rejudge(first, "{\"mode\":\"synthesis\"}");

    assertThat(reply.at("/output/0/content/0/text").asString()).isEqualTo("acme/judge says yes");
    assertThat(reply.at("/fusion/mode").asString()).isEqualTo("synthesis");
    assertThat(reply.at("/fusion").has("responses")).isFalse();
  }
}
