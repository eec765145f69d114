package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs whose panel or judge fails: the right status, the whole bill, and the best answer there is.
 */
@ExtendWith(StageExtension.class)
class RunFailuresIT {
  private static final Duration FOREVER = Duration.ofMinutes(5);

  private final Stage stage;
  private final Tenant tenant;
  private final String judge;

  RunFailuresIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.judge = stage.model("judge", FakeAnswer.text("merged").usage(200, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, 400, rejected_by_panel",
    "400, 413, 400, rejected_by_panel",
    "422, 400, 400, rejected_by_panel",
    "429, 429, 429, panel_rate_limited",
    "500, 500, 502, all_panels_failed",
    "400, 500, 502, all_panels_failed",
    "429, 400, 502, all_panels_failed",
    "401, 401, 502, all_panels_failed",
    "402, 403, 502, all_panels_failed",
    "404, 404, 502, all_panels_failed"
  })
  void aPanelWithoutAnAnswerFailsTheRun(int first, int second, int status, String code) {
    String one = stage.model("one", FakeAnswer.error(first));
    String two = stage.model("two", FakeAnswer.error(second));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(one, two), judge));

    reply.expectError(status, code);
    expectFailedRun(reply);
    assertThat(stage.provider().calls(judge)).isEmpty();
    assertThat(reply.header("x-should-retry")).isEqualTo("false");
  }

  @Test
  void aPanelThatIsTooSlowIsADeadline() {
    String slow = stage.model("slow", FakeAnswer.text("late").after(FOREVER));

    Answer reply =
        tenant.chat(Bodies.fusionChat(List.of(slow, slow), judge, "\"deadline_ms\":1500"));

    reply.expectError(504, "run_deadline");
    expectFailedRun(reply);
    assertThat(reply.number("/fusion/cost/total")).isPositive();
  }

  @Test
  void fewerAnswersThanAskedForFailTheRunAndAreBilled() {
    String good = stage.model("good", FakeAnswer.text("fine").usage(100, 20));
    String bad = stage.model("bad", FakeAnswer.error(500));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(good, bad), judge, "\"min_answers\":2"));

    reply.expectError(502, "min_answers_not_met");
    expectFailedRun(reply);
    assertThat(reply.number("/usage/cost")).isEqualByComparingTo("0.00027");
    assertThat(reply.number("/fusion/cost/waste")).isEqualByComparingTo("0.00027");
  }

  @Test
  void aRateLimitedPanelPassesOnHowLongToWait() {
    String busy = stage.model("busy", FakeAnswer.error(429).header("Retry-After", "17"));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(busy, busy), judge));

    reply.expectError(429, "panel_rate_limited");
    assertThat(new BigDecimal(reply.header("Retry-After")))
        .isBetween(BigDecimal.ONE, new BigDecimal("17"));
  }

  @Test
  void aJudgeIsTriedTwiceAndASecondTryLeavesTheRunFull() {
    String good = stage.model("good", FakeAnswer.text("fine"));
    String flaky = stage.model("flaky", FakeAnswer.error(500), FakeAnswer.text("second try"));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(good, good), flaky)).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("second try");
    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    assertThat(reply.list("/fusion/reasons")).isNotEmpty();
    assertThat(stage.provider().calls(flaky)).hasSize(2);
    Bill.of(tenant, reply).expectConsistent();
  }

  @ParameterizedTest
  @CsvSource({"error", "empty", "malformed"})
  void aJudgeThatFailsTwiceLeavesTheFirstWholeAnswer(String how) {
    FakeAnswer failure =
        switch (how) {
          case "error" -> FakeAnswer.error(500);
          case "empty" -> FakeAnswer.text("").usage(300, 1);
          default -> FakeAnswer.raw("{\"choices\":[");
        };
    String bad = stage.model("bad-judge", failure);
    String cut = stage.model("cut", FakeAnswer.text("cut short").finish("length"));
    String whole = stage.model("whole", FakeAnswer.text("whole answer"));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(cut, whole, whole), bad)).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("whole answer");
    assertThat(reply.string("/fusion/status")).isEqualTo("degraded");
    assertThat(reply.string("/fusion/judge/status")).isEqualTo("failed");
    assertThat(stage.provider().calls(bad)).hasSize(2);
    assertThat(stage.provider().calls(whole)).hasSize(2);
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines(whole))
        .extracting(line -> line.path("used").asBoolean())
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void aFailingJudgeFailsTheRunWhereTheCallerWantsThat() {
    String good = stage.model("good", FakeAnswer.text("fine").usage(100, 20));
    String bad = stage.model("bad-judge", FakeAnswer.error(500));

    Answer reply =
        tenant.chat(Bodies.fusionChat(List.of(good, good), bad, "\"on_judge_failure\":\"fail\""));

    reply.expectError(502, "judge_failed");
    expectFailedRun(reply);
    assertThat(reply.number("/fusion/cost/panel")).isEqualByComparingTo("0.00054");
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, rejected_by_provider",
    "422, 400, rejected_by_provider",
    "429, 429, provider_rate_limited",
    "401, 502, upstream_error",
    "403, 502, upstream_error",
    "500, 502, upstream_error",
    "503, 502, upstream_error"
  })
  void aDirectCallsFailureHasItsStatus(int upstream, int status, String code) {
    String bad = stage.model("bad", FakeAnswer.error(upstream));

    for (Answer reply :
        List.of(tenant.chat(Bodies.chat(bad)), tenant.responses(Bodies.responses(bad)))) {
      reply.expectError(status, code);
      Bill bill = Bill.of(tenant, reply);
      assertThat(bill.receipt().string("/status")).isEqualTo("failed");
      assertThat(bill.receipt().number("/cost")).isZero();
    }
  }

  private void expectFailedRun(Answer reply) {
    assertThat(reply.string("/fusion/status")).isEqualTo("failed");
    assertThat(reply.header("x-fusion-status")).isEqualTo("failed");
    assertThat(reply.header("x-fusion-run-id").toLowerCase(Locale.ROOT)).startsWith("fr_");
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.receipt().string("/status")).isEqualTo("failed");
    assertThat(bill.lines()).hasSizeGreaterThanOrEqualTo(reply.list("/fusion/panel").size());
  }
}
