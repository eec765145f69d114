package dev.quorate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.billing.RequestOpening;
import dev.quorate.billing.RequestRefusal;
import dev.quorate.billing.RequestStatus;
import dev.quorate.http.Reply;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Money;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConductorTest {
  private static final String DIRECT = "{\"model\":\"acme/one\",\"text\":\"Hi\"}";
  private static final String FUSION =
      """
      {"model":"fusion","text":"Hi","fusion":{"analysis_models":["acme/one","acme/two"],
       "synthesis_model":"acme/judge","seed":41}}\
      """;

  private final InferenceWorld world = new InferenceWorld();
  private final Endpoint endpoint = new PlainEndpoint();

  @Test
  void directCallIsOpenedBeforeItLeavesAndClosedBeforeTheReply() {
    Reply reply = world.ask(endpoint, DIRECT);

    assertThat(world.diary)
        .containsExactly("open 1", "call acme/one", "settle acme/one ok", "close completed");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("x-cost-usd", "0.00018");
    assertThat(reply.headers()).containsKey("x-gateway-overhead-ms");
    assertThat(reply.headers()).doesNotContainKey("x-fusion-run-id");
  }

  @Test
  void panelIsOpenedTogetherAndTheJudgeFollowsItsEndings() {
    Reply reply = world.ask(endpoint, FUSION);

    assertThat(world.diary).startsWith("open 2").endsWith("close completed");
    assertThat(world.diary.stream().filter(entry -> !entry.contains("acme/o")).toList())
        .containsSubsequence("settle acme/two ok", "next judge", "call acme/judge");
    assertThat(world.ledger.used).hasSize(3);
    assertThat(reply.headers())
        .containsEntry("x-fusion-run-id", InferenceWorld.ID.asRun())
        .containsEntry("x-fusion-status", "full")
        .containsEntry("x-cost-usd", "0.00054");
  }

  @Test
  void openingSaysWhoPaysForWhatAndHoldsTheWorstCase() {
    world.ask(endpoint, FUSION);

    RequestOpening opening = world.ledger.openings.getFirst();
    assertThat(opening.id()).isEqualTo(InferenceWorld.ID);
    assertThat(opening.endpoint()).isEqualTo("plain");
    assertThat(opening.modelAsked()).isEqualTo("fusion");
    assertThat(opening.receivedAt()).isEqualTo(InferenceWorld.NOW);
    assertThat(opening.attribution().tags()).hasSize(1);
    assertThat(opening.hold())
        .isGreaterThan(new Money(new BigDecimal("0.064"))); // two panelists' output alone
  }

  @Test
  void refusalIsARowWithoutLines() {
    assertThatThrownBy(() -> world.ask(endpoint, "{\"model\":\"acme/no-such\",\"text\":\"Hi\"}"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));

    RequestRefusal row = world.ledger.refusals.getFirst();
    assertThat(row.modelAsked()).isEqualTo("acme/no-such");
    assertThat(row.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
    assertThat(world.diary).containsExactly("refuse model_not_found");
  }

  @Test
  void modelThatCannotBeReadIsRecordedAsEmpty() {
    assertThatThrownBy(() -> world.ask(endpoint, "{\"model\":[1],\"text\":\"Hi\"}"))
        .isInstanceOf(GatewayException.class);

    assertThat(world.ledger.refusals.getFirst().modelAsked()).isEmpty();
  }

  @Test
  void ledgerThatIsAwayLeavesNoCallAndNoRow() {
    world.ledger.away = ErrorCode.LEDGER_UNAVAILABLE.because("away");

    assertThatThrownBy(() -> world.ask(endpoint, DIRECT)).isSameAs(world.ledger.away);

    assertThat(world.diary).isEmpty();
  }

  @Test
  void brokenRuleOfOursStillEndsItsCallsAndTheRequest() {
    world.ledger.stutters = true;

    Reply reply = world.ask(endpoint, DIRECT);

    assertThat(world.diary).containsExactly("open 1", "close failed");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.headers()).containsEntry("x-should-retry", "false");
    JsonNode body = InferenceWorld.json(reply);
    assertThat(body.path("error").path("code").asString()).isEqualTo("internal_error");
    assertThat(body.path("error").path("message").asString()).doesNotContain("intent");
    assertThat(body.has("usage")).isFalse();
  }

  @Test
  void failedDirectCallRepliesWithItsUsageAndForbidsTheRetry() {
    world.scripts.put(
        "acme/one",
        any ->
            new CallResult.Failed(
                FailureKind.RATE_LIMITED, 429, "The provider says no.", Duration.ofMillis(1_500)));

    Reply reply = world.ask(endpoint, DIRECT);

    JsonNode body = InferenceWorld.json(reply);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers())
        .containsEntry("retry-after", "2")
        .containsEntry("x-should-retry", "false");
    assertThat(body.path("error").path("code").asString()).isEqualTo("provider_rate_limited");
    assertThat(body.path("request_id").asString()).isEqualTo(InferenceWorld.ID.asRequest());
    assertThat(body.has("usage")).isTrue();
    assertThat(body.has("fusion")).isFalse();
    assertThat(world.ledger.closings).containsExactly(RequestStatus.FAILED);
  }

  @Test
  void callThatNeverLeftMayBeTriedAgain() {
    world.scripts.put(
        "acme/one", any -> new CallResult.Failed(FailureKind.NOT_SENT, null, "Full.", null));

    Reply reply = world.ask(endpoint, DIRECT);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).doesNotContainKey("x-should-retry");
  }

  @Test
  void failedRunReportsItsPanelAndWhatItCost() {
    for (String model : new String[] {"acme/one", "acme/two"}) {
      world.scripts.put(
          model, any -> new CallResult.Failed(FailureKind.PROVIDER_ERROR, 500, "Broken.", null));
    }

    Reply reply = world.ask(endpoint, FUSION);

    JsonNode fusion = InferenceWorld.json(reply).path("fusion");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.headers())
        .containsEntry("x-fusion-status", "failed")
        .containsEntry("x-fusion-run-id", InferenceWorld.ID.asRun());
    assertThat(fusion.path("status").asString()).isEqualTo("failed");
    assertThat(fusion.path("panel")).hasSize(2);
    assertThat(fusion.path("panel").path(0).path("reason").asString()).isEqualTo("error");
    assertThat(fusion.path("panel").path(0).path("status_code").asInt()).isEqualTo(500);
    assertThat(fusion.path("cost").path("total").decimalValue()).isZero();
  }

  @Test
  void answerCutAtTheCapIsIncomplete() {
    world.scripts.put("acme/one", any -> new CallResult.Answered("Ye", FinishReason.LENGTH));

    world.ask(endpoint, DIRECT);

    assertThat(world.ledger.closings).containsExactly(RequestStatus.INCOMPLETE);
  }

  @Test
  void testKeyPaysNothingAndSeesOnlyTheSandbox() {
    world.test = true;

    Reply free = world.ask(endpoint, "{\"model\":\"sandbox/echo\",\"text\":\"Hi\"}");

    assertThat(free.headers()).containsEntry("x-cost-usd", "0");
    assertThat(world.ledger.openings.getFirst().hold().isZero()).isTrue();
    assertThatThrownBy(() -> world.ask(endpoint, DIRECT))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.TEST_KEY_SANDBOX_ONLY);
              assertThat(refusal.param()).isEqualTo("model");
            });
  }

  @Test
  void allowListBoundsPanelAndJudge() {
    world.allowedModels = List.of("acme/one", "acme/two");

    assertThatThrownBy(() -> world.ask(endpoint, FUSION))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED);
              assertThat(refusal.param()).isEqualTo("fusion.synthesis_model");
            });
    assertThat(world.diary).containsExactly("refuse model_not_allowed");
  }
}
