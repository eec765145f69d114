package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.ReceivedCall.Ending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every way a panelist can fall out of a run, and who pays for it. */
@ExtendWith(StageExtension.class)
class DropReasonsIT {
  private static final Duration FOREVER = Duration.ofMinutes(5);

  private final Stage stage;
  private final Tenant tenant;
  private final String good;
  private final String judge;

  DropReasonsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.good = stage.model("good", FakeAnswer.text("a good answer").usage(100, 20));
    this.judge = stage.model("judge", FakeAnswer.text("merged").usage(200, 30));
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "413", "422", "500", "504"})
  void aProvidersErrorIsDroppedWithItsStatusAndCostsNothing(int status) {
    String bad = stage.model("bad", FakeAnswer.error(status));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(bad, good), judge)).expect(200);

    expectDrop(reply, "error");
    assertThat(reply.number("/fusion/panel/0/status_code")).isEqualByComparingTo("" + status);
    assertThat(reply.number("/fusion/panel/0/cost")).isZero();
    assertThat(stage.provider().calls(bad)).hasSize(1);
    JsonNode line = line(reply, bad);
    assertThat(line.path("outcome").asString()).isEqualTo("error");
    assertThat(line.path("usage_source").asString()).isEqualTo("none");
    assertThat(line.path("upstream_status").asInt()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"429", "502", "503", "529"})
  void aPassingErrorIsTriedOnceMoreAndEachTryHasItsLine(int status) {
    String bad = stage.modelApart("busy", FakeAnswer.error(status).header("Retry-After", "0"));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(bad, good), judge)).expect(200);

    expectDrop(reply, "error");
    assertThat(stage.provider().calls(bad)).hasSize(2);
    assertThat(lines(reply, bad)).hasSize(2);
    assertThat(lines(reply, bad))
        .extracting(line -> line.path("attempt").asInt())
        .containsExactly(0, 1);
  }

  @Test
  void aRetryThatWorksLeavesTheRunFull() {
    String flaky =
        stage.modelApart(
            "flaky", FakeAnswer.error(503), FakeAnswer.text("second try").usage(100, 20));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(flaky, good), judge)).expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    assertThat(lines(reply, flaky)).hasSize(2);
  }

  @Test
  void anEmptyAnswerIsDroppedAndBilled() {
    String empty = stage.model("empty", FakeAnswer.text("  \n ").usage(100, 1));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(empty, good), judge)).expect(200);

    expectDrop(reply, "empty");
    assertThat(reply.number("/fusion/panel/0/cost")).isEqualByComparingTo("0.000156");
    assertThat(line(reply, empty).path("used").asBoolean()).isFalse();
    assertThat(reply.number("/fusion/cost/waste")).isEqualByComparingTo("0.000156");
  }

  @Test
  void anAnswerThatDiedThinkingIsStarvedAndBilled() {
    String starved = stage.model("starved", FakeAnswer.starved());

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(starved, good), judge)).expect(200);

    expectDrop(reply, "starved");
    assertThat(reply.number("/fusion/panel/0/cost")).isPositive();
    assertThat(line(reply, starved).at("/usage/reasoning_tokens").asInt()).isEqualTo(64);
  }

  @Test
  void aPanelistPastThePanelsDeadlineIsTimedOutCancelledAndBilledByEstimate() {
    String slow = stage.model("slow", FakeAnswer.text("too late").after(FOREVER));

    Answer reply =
        tenant
            .chat(Bodies.fusionChat(List.of(slow, good), judge, "\"deadline_ms\":3000"))
            .expect(200);

    expectDrop(reply, "timeout");
    expectEstimate(reply, slow, "timeout");
  }

  @Test
  void aStragglerIsCancelledAfterGraceAndBilledByEstimate() {
    String slow = stage.model("slow", FakeAnswer.text("too late").after(FOREVER));
    long start = System.nanoTime();

    Answer reply =
        tenant
            .chat(Bodies.fusionChat(List.of(slow, good), judge, "\"quorum\":1", "\"grace_ms\":300"))
            .expect(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    expectDrop(reply, "straggler");
    expectEstimate(reply, slow, "straggler");
  }

  @Test
  void aLateAnswerWithinGraceStillCounts() {
    String late = stage.model("late", FakeAnswer.text("late but there").afterMillis(400));

    Answer reply =
        tenant
            .chat(
                Bodies.fusionChat(List.of(late, good), judge, "\"quorum\":1", "\"grace_ms\":30000"))
            .expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("full");
  }

  @Test
  void aProviderThatIsNotThereIsAnErrorAndFree() {
    String nowhere = stage.unreachableModel("nowhere");

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(nowhere, good), judge)).expect(200);

    expectDrop(reply, "error");
    assertThat(reply.at("/fusion/panel/0/status_code").isNull()).isTrue();
    expectNothingSent(reply, nowhere);
  }

  @Test
  void aModelWhoseBreakerIsOpenIsNotAsked() {
    String broken = stage.model("broken", FakeAnswer.error(500));
    for (int i = 0; i < 10; i++) {
      tenant.chat(Bodies.chat(broken)).expectError(502, "upstream_error");
    }

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(broken, good), judge)).expect(200);

    expectDrop(reply, "not_sent");
    expectNothingSent(reply, broken);
    assertThat(stage.provider().calls(broken)).hasSize(10);
    Answer direct = tenant.chat(Bodies.chat(broken)).expectError(503, "provider_unavailable");
    assertThat(direct.header("Retry-After")).matches("[0-9]+");
  }

  @Test
  void aPromptThatIsTooLongForAModelIsNotSentToIt() {
    String narrow = stage.narrowModel("narrow", 5);

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(narrow, good), judge)).expect(200);

    expectDrop(reply, "not_sent");
    assertThat(stage.provider().calls(narrow)).isEmpty();
    assertThat(reply.number("/fusion/panel/0/cost")).isZero();
  }

  @Test
  void aPanelistOutsideTheKeysModelsIsRefusedBeforeAnythingLeaves() {
    String key =
        tenant
            .newKey(
                "{\"name\":\"few\",\"scopes\":[\"inference\"],\"allowed_models\":[\"%s\",\"%s\"]}"
                    .formatted(good, judge))
            .string("/key");
    String other = stage.model("other", FakeAnswer.text("never asked"));

    tenant
        .api()
        .as(key)
        .post("/v1/chat/completions", Bodies.fusionChat(List.of(good, other), judge))
        .expectError(403, "model_not_allowed", "fusion.analysis_models[1]");

    assertThat(stage.provider().calls(other)).isEmpty();
    assertThat(stage.provider().calls(good)).isEmpty();
  }

  private void expectDrop(Answer reply, String reason) {
    assertThat(reply.string("/fusion/status")).isEqualTo("degraded");
    assertThat(reply.string("/fusion/panel/0/status")).isEqualTo("dropped");
    assertThat(reply.string("/fusion/panel/0/reason")).isEqualTo(reason);
    assertThat(reply.string("/fusion/panel/1/status")).isEqualTo("ok");
    assertThat(reply.string("/choices/0/message/content")).isEqualTo("merged");
    Bill.of(tenant, reply).expectConsistent();
  }

  private void expectNothingSent(Answer reply, String model) {
    assertThat(reply.number("/fusion/panel/0/cost")).isZero();
    assertThat(lines(reply, model))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.path("outcome").asString()).isEqualTo("not_sent"))
        .allSatisfy(line -> assertThat(line.path("cost").decimalValue()).isZero());
  }

  private void expectEstimate(Answer reply, String model, String outcome) {
    ReceivedCall call = stage.provider().awaitEnded(model, 1).getFirst();
    assertThat(call.ending()).isEqualTo(Ending.ABORTED_BY_CLIENT);
    JsonNode line = line(reply, model);
    assertThat(line.path("outcome").asString()).isEqualTo(outcome);
    assertThat(line.path("usage_source").asString()).isEqualTo("estimated");
    assertThat(line.at("/usage/input_tokens").asInt()).isPositive();
    assertThat(line.at("/usage/output_tokens").asInt()).isZero();
    assertThat(line.path("cost").decimalValue()).isGreaterThan(BigDecimal.ZERO);
  }

  private JsonNode line(Answer reply, String model) {
    assertThat(lines(reply, model)).hasSize(1);
    return lines(reply, model).getFirst();
  }

  private List<JsonNode> lines(Answer reply, String model) {
    return Bill.of(tenant, reply).lines(model);
  }
}
