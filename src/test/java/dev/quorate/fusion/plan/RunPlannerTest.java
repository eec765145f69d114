package dev.quorate.fusion.plan;

import static dev.quorate.fixtures.Models.aModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.ResponseFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlannerTest {
  private final PlannerScene scene = new PlannerScene();

  private static AskBuilder anAsk() {
    return new AskBuilder();
  }

  @Test
  void theDefaultsOfAPlanAreTheDesigns() {
    RunPlan plan = scene.plan(anAsk().panel("acme/alpha", "acme/beta", "acme/gamma"));

    assertThat(plan.minAnswers()).isEqualTo(1);
    assertThat(plan.quorum()).isEqualTo(3);
    assertThat(plan.grace()).isEqualTo(Duration.ofSeconds(8));
    assertThat(plan.deadline().nanoTime())
        .isEqualTo(PlannerScene.NOW + Duration.ofMinutes(3).toNanos());
    assertThat(plan.panelDeadline().nanoTime())
        .isEqualTo(PlannerScene.NOW + Duration.ofMinutes(2).toNanos());
    assertThat(plan.shown().panel()).isFalse();
    RunPlan.JudgeSeat judge = plan.judge();
    assertThat(judge.call().model().slug()).hasToString("acme/alpha");
    assertThat(judge.call().role()).isEqualTo(CallRole.JUDGE);
    assertThat(judge.seed()).isEqualTo(1_234_567L);
    assertThat(judge.judgeSingle()).isTrue();
    assertThat(judge.onFailure()).isEqualTo(OnJudgeFailure.DEGRADE);
  }

  @Test
  void everyFieldOfTheRequestReachesThePlan() {
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/beta", "acme/gamma").judge("acme/judge");
    ask.minAnswers = 2;
    ask.quorum = 2;
    ask.graceMs = 0;
    ask.deadlineMs = 30_000;
    ask.judgeSingle = false;
    ask.onJudgeFailure = OnJudgeFailure.FAIL;
    ask.includePanel = true;
    ask.seed = -7L;

    RunPlan plan = scene.plan(ask);

    assertThat(plan.minAnswers()).isEqualTo(2);
    assertThat(plan.quorum()).isEqualTo(2);
    assertThat(plan.grace()).isZero();
    assertThat(plan.deadline().nanoTime())
        .isEqualTo(PlannerScene.NOW + Duration.ofSeconds(30).toNanos());
    assertThat(plan.panelDeadline().nanoTime())
        .isEqualTo(PlannerScene.NOW + Duration.ofSeconds(20).toNanos());
    assertThat(plan.shown().panel()).isTrue();
    assertThat(plan.judge().call().model().slug()).hasToString("acme/judge");
    assertThat(plan.judge().seed()).isEqualTo(-7);
    assertThat(plan.judge().judgeSingle()).isFalse();
    assertThat(plan.judge().onFailure()).isEqualTo(OnJudgeFailure.FAIL);
  }

  @Test
  void theJudgesSliceIsAtMostAMinute() {
    AskBuilder ask = anAsk().panel("acme/alpha");
    ask.deadlineMs = 600_000;

    assertThat(scene.plan(ask).panelDeadline().nanoTime())
        .isEqualTo(PlannerScene.NOW + Duration.ofMinutes(9).toNanos());
  }

  @Test
  void withoutAPanelThereIsNoPlan() {
    scene.assertRefused(anAsk().panel(), ErrorCode.PANEL_REQUIRED, "fusion.analysis_models");
  }

  @Test
  void aPanelOfEightIsServedAndOneOfNineIsRefusedNotCut() {
    String[] eight = {"a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8"};
    String[] nine = {"a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9"};

    assertThat(scene.plan(anAsk().panel(eight)).panel()).hasSize(8);
    scene.assertRefused(anAsk().panel(nine), ErrorCode.INVALID_VALUE, "fusion.analysis_models");
  }

  @Test
  void theSameModelMayStandInAPanelSeveralTimesAndIsLookedUpOnce() {
    RunPlan plan = scene.plan(anAsk().panel("acme/alpha", "acme/alpha").judge("acme/alpha"));

    assertThat(plan.panel()).hasSize(2);
    assertThat(plan.firstWave()).extracting(call -> call.panelIndex()).containsExactly(0, 1);
    assertThat(scene.asked).containsExactly("fusion.analysis_models[0]=acme/alpha");
  }

  @ParameterizedTest
  @CsvSource({
    "4, , , , fusion.min_answers",
    "0, , , , fusion.min_answers",
    "3, 2, , , fusion.min_answers",
    ", 4, , , fusion.quorum",
    ", 0, , , fusion.quorum",
    ", , -1, , fusion.grace_ms",
    ", , 600001, , fusion.grace_ms",
    ", , , 0, fusion.deadline_ms",
    ", , , 600001, fusion.deadline_ms"
  })
  void aNumberOutOfItsBoundsIsRefusedByName(
      Integer minAnswers, Integer quorum, Integer graceMs, Integer deadlineMs, String param) {
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/beta", "acme/gamma");
    ask.minAnswers = minAnswers;
    ask.quorum = quorum;
    ask.graceMs = graceMs;
    ask.deadlineMs = deadlineMs;

    scene.assertRefused(ask, ErrorCode.INVALID_VALUE, param);
    assertThat(scene.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fusion",
        "openrouter/fusion",
        "FUSION",
        "~openrouter/fusion",
        "openrouter:fusion"
      })
  void fusionInsideFusionIsRefusedOnThePanelAndAsJudge(String name) {
    scene.assertRefused(
        anAsk().panel("acme/alpha", name), ErrorCode.FUSION_RECURSION, "fusion.analysis_models[1]");
    scene.assertRefused(
        anAsk().panel("acme/alpha").judge(name),
        ErrorCode.FUSION_RECURSION,
        "fusion.synthesis_model");
  }

  @Test
  void anAliasOfFusionAndAModelThatIsFusionUpstreamAreRefusedToo() {
    PricedModel plain = aModel("acme/alpha");
    scene.catalogue.put("acme/alias", aModel("openrouter/fusion"));
    scene.catalogue.put(
        "acme/hidden",
        new PricedModel(
            new ModelSlug("acme/hidden"),
            "openrouter/fusion",
            plain.provider(),
            plain.price(),
            null,
            null,
            Set.of()));

    scene.assertRefused(
        anAsk().panel("acme/alias"), ErrorCode.FUSION_RECURSION, "fusion.analysis_models[0]");
    scene.assertRefused(
        anAsk().panel("acme/alpha").judge("acme/hidden"),
        ErrorCode.FUSION_RECURSION,
        "fusion.synthesis_model");
    assertThatThrownBy(() -> scene.planDirect("acme/hidden"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FUSION_RECURSION));
  }

  @Test
  void aRequestFromInsideAFusionRunIsRefused() {
    AskBuilder ask = anAsk().panel("acme/alpha");
    ask.depth = 1;

    scene.assertRefused(ask, ErrorCode.FUSION_RECURSION, "model");
  }

  @Test
  void anUnknownModelIsRefusedByTheFieldThatNamesIt() {
    scene.assertRefused(
        anAsk().panel("acme/alpha", "acme/beta", "nobody/knows"),
        ErrorCode.MODEL_NOT_FOUND,
        "fusion.analysis_models[2]");
    scene.assertRefused(
        anAsk().panel("acme/alpha").judge("nobody/knows"),
        ErrorCode.MODEL_NOT_FOUND,
        "fusion.synthesis_model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-slash", "two words/x", "../etc", "a/\u0000", "acme/alpha\n"})
  void aNameThatIsNoSlugIsAnUnknownModel(String name) {
    scene.assertRefused(
        anAsk().panel(name), ErrorCode.MODEL_NOT_FOUND, "fusion.analysis_models[0]");
    assertThat(scene.asked).isEmpty();
  }

  @Test
  void panelistsGetTheWholeConversationAndTheCallersSettings() {
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/beta");
    ask.settings =
        new CallerSettings(
            77,
            new BigDecimal("0.3"),
            new BigDecimal("0.9"),
            List.of("END"),
            new ResponseFormat.JsonObject(),
            99L,
            "high");

    RunPlan plan = scene.plan(ask);

    for (RunPlan.Seat seat : plan.panel()) {
      assertThat(seat.request().conversation()).isEqualTo(ask.conversation);
      assertThat(seat.request().insideFusion()).isTrue();
      assertThat(seat.request().settings()).isEqualTo(ask.settings.capped(77));
      assertThat(seat.request().settings().outputCapImposed()).isFalse();
      assertThat(seat.call().outputBound()).isEqualTo(77);
    }
    assertThat(plan.judge().settings()).isEqualTo(ask.settings);
    assertThat(plan.judge().call().outputBound()).isEqualTo(77);
  }

  @Test
  void aDrawnSeedFitsIntoThirtyOneBits() {
    RunPlanner drawing = new RunPlanner(new CharacterCounter(), ScriptedWeb.none());
    FusionAsk ask = anAsk().panel("acme/alpha").build();

    for (int round = 0; round < 200; round++) {
      assertThat(drawing.planFusion(ask, scene::find).judge().seed())
          .isBetween(0L, (long) Integer.MAX_VALUE);
    }
  }

  @Test
  void aDirectPlanIsOneCallWithoutAJudgeOutsideFusion() {
    RunPlan plan = scene.planDirect("acme/alpha");

    assertThat(plan.isFusion()).isFalse();
    assertThat(plan.firstWave())
        .extracting(call -> call.role(), call -> call.panelIndex())
        .containsExactly(tuple(CallRole.DIRECT, null));
    assertThat(plan.panel().getFirst().request().insideFusion()).isFalse();
    assertThat(plan.deadline().nanoTime())
        .isEqualTo(PlannerScene.NOW + Duration.ofMinutes(3).toNanos());
    assertThat(plan.panelDeadline()).isEqualTo(plan.deadline());
    assertThat(scene.asked).containsExactly("model=acme/alpha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody/knows", "gpt", ""})
  void aDirectCallOfAnUnknownModelIsRefusedByItsField(String model) {
    assertThatThrownBy(() -> scene.planDirect(model))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
              assertThat(refusal.param()).isEqualTo("model");
            });
  }
}
