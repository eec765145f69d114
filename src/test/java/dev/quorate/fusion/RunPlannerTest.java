package dev.quorate.fusion;

import static dev.quorate.fixtures.Models.aModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.ContentPart;
import dev.quorate.upstream.Conversation;
import dev.quorate.upstream.ResponseFormat;
import dev.quorate.upstream.Turn;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlannerTest {
  private static final long NOW = 5_000_000_000L;

  private final Map<String, PricedModel> catalogue = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final RunPlanner planner =
      new RunPlanner(new CharacterCounter(), () -> NOW, () -> 1_234_567L);

  private PricedModel find(ModelSlug slug, String param) {
    asked.add(param + "=" + slug);
    PricedModel model = catalogue.get(slug.value());
    if (model == null && slug.vendor().equals("nobody")) {
      throw ErrorCode.MODEL_NOT_FOUND.because(param, "There is no model " + slug + ".");
    }
    return model == null ? aModel(slug.value()) : model;
  }

  private RunPlan plan(AskBuilder ask) {
    return planner.planFusion(ask.build(), this::find);
  }

  private void assertRefused(AskBuilder ask, ErrorCode code, String param) {
    GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> plan(ask));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
  }

  private static AskBuilder anAsk() {
    return new AskBuilder();
  }

  @Test
  void theDefaultsOfAPlanAreTheDesigns() {
    RunPlan plan = plan(anAsk().panel("acme/alpha", "acme/beta", "acme/gamma"));

    assertThat(plan.minAnswers()).isEqualTo(1);
    assertThat(plan.quorum()).isEqualTo(3);
    assertThat(plan.grace()).isEqualTo(Duration.ofSeconds(8));
    assertThat(plan.deadline().nanoTime()).isEqualTo(NOW + Duration.ofMinutes(3).toNanos());
    assertThat(plan.panelDeadline().nanoTime()).isEqualTo(NOW + Duration.ofMinutes(2).toNanos());
    assertThat(plan.includePanel()).isFalse();
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

    RunPlan plan = plan(ask);

    assertThat(plan.minAnswers()).isEqualTo(2);
    assertThat(plan.quorum()).isEqualTo(2);
    assertThat(plan.grace()).isZero();
    assertThat(plan.deadline().nanoTime()).isEqualTo(NOW + Duration.ofSeconds(30).toNanos());
    assertThat(plan.panelDeadline().nanoTime()).isEqualTo(NOW + Duration.ofSeconds(20).toNanos());
    assertThat(plan.includePanel()).isTrue();
    assertThat(plan.judge().call().model().slug()).hasToString("acme/judge");
    assertThat(plan.judge().seed()).isEqualTo(-7);
    assertThat(plan.judge().judgeSingle()).isFalse();
    assertThat(plan.judge().onFailure()).isEqualTo(OnJudgeFailure.FAIL);
  }

  @Test
  void theJudgesSliceIsAtMostAMinute() {
    AskBuilder ask = anAsk().panel("acme/alpha");
    ask.deadlineMs = 600_000;

    assertThat(plan(ask).panelDeadline().nanoTime())
        .isEqualTo(NOW + Duration.ofMinutes(9).toNanos());
  }

  @Test
  void withoutAPanelThereIsNoPlan() {
    assertRefused(anAsk().panel(), ErrorCode.PANEL_REQUIRED, "fusion.analysis_models");
  }

  @Test
  void aPanelOfEightIsServedAndOneOfNineIsRefusedNotCut() {
    String[] eight = {"a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8"};
    String[] nine = {"a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9"};

    assertThat(plan(anAsk().panel(eight)).panel()).hasSize(8);
    assertRefused(anAsk().panel(nine), ErrorCode.INVALID_VALUE, "fusion.analysis_models");
  }

  @Test
  void theSameModelMayStandInAPanelSeveralTimesAndIsLookedUpOnce() {
    RunPlan plan = plan(anAsk().panel("acme/alpha", "acme/alpha").judge("acme/alpha"));

    assertThat(plan.panel()).hasSize(2);
    assertThat(plan.firstWave()).extracting(call -> call.panelIndex()).containsExactly(0, 1);
    assertThat(asked).containsExactly("fusion.analysis_models[0]=acme/alpha");
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

    assertRefused(ask, ErrorCode.INVALID_VALUE, param);
    assertThat(asked).isEmpty();
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
    assertRefused(
        anAsk().panel("acme/alpha", name), ErrorCode.FUSION_RECURSION, "fusion.analysis_models[1]");
    assertRefused(
        anAsk().panel("acme/alpha").judge(name),
        ErrorCode.FUSION_RECURSION,
        "fusion.synthesis_model");
  }

  @Test
  void anAliasOfFusionAndAModelThatIsFusionUpstreamAreRefusedToo() {
    PricedModel plain = aModel("acme/alpha");
    catalogue.put("acme/alias", aModel("openrouter/fusion"));
    catalogue.put(
        "acme/hidden",
        new PricedModel(
            new ModelSlug("acme/hidden"),
            "openrouter/fusion",
            plain.provider(),
            plain.price(),
            null,
            null,
            Set.of()));

    assertRefused(
        anAsk().panel("acme/alias"), ErrorCode.FUSION_RECURSION, "fusion.analysis_models[0]");
    assertRefused(
        anAsk().panel("acme/alpha").judge("acme/hidden"),
        ErrorCode.FUSION_RECURSION,
        "fusion.synthesis_model");
    assertThatThrownBy(() -> planDirect("acme/hidden"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FUSION_RECURSION));
  }

  @Test
  void aRequestFromInsideAFusionRunIsRefused() {
    AskBuilder ask = anAsk().panel("acme/alpha");
    ask.depth = 1;

    assertRefused(ask, ErrorCode.FUSION_RECURSION, "model");
  }

  @Test
  void anUnknownModelIsRefusedByTheFieldThatNamesIt() {
    assertRefused(
        anAsk().panel("acme/alpha", "acme/beta", "nobody/knows"),
        ErrorCode.MODEL_NOT_FOUND,
        "fusion.analysis_models[2]");
    assertRefused(
        anAsk().panel("acme/alpha").judge("nobody/knows"),
        ErrorCode.MODEL_NOT_FOUND,
        "fusion.synthesis_model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-slash", "two words/x", "../etc", "a/\u0000", "acme/alpha\n"})
  void aNameThatIsNoSlugIsAnUnknownModel(String name) {
    assertRefused(anAsk().panel(name), ErrorCode.MODEL_NOT_FOUND, "fusion.analysis_models[0]");
    assertThat(asked).isEmpty();
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

    RunPlan plan = plan(ask);

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
  void withoutACapTheImposedOneIsTheModelsOrSixteenThousand() {
    catalogue.put("acme/small", aModel("acme/small", null, 500, Set.of()));

    RunPlan plan = plan(anAsk().panel("acme/alpha", "acme/small"));

    assertThat(plan.panel().get(0).call().outputBound()).isEqualTo(16_000);
    assertThat(plan.panel().get(1).call().outputBound()).isEqualTo(500);
    assertThat(plan.panel().get(1).request().settings().outputCapImposed()).isTrue();
  }

  @Test
  void anImposedCapLeavesThePromptItsRoomAndACallersCapIsKept() {
    catalogue.put("acme/tight", aModel("acme/tight", 2_000, null, Set.of()));
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/tight").about("x".repeat(3_200));

    RunPlan imposed = plan(ask);
    ask.settings = ask.settingsWithCap(1_900);
    RunPlan wanted = plan(ask);

    assertThat(imposed.panel().get(1).call().inputBound()).isEqualTo(1_005);
    assertThat(imposed.panel().get(1).call().outputBound()).isEqualTo(995);
    assertThat(wanted.panel().get(1).call().outputBound()).isEqualTo(1_900);
  }

  @Test
  void aPanelistThePromptIsTooLongForIsDroppedBeforeItIsCalled() {
    catalogue.put("acme/tiny", aModel("acme/tiny", 804, null, Set.of()));

    RunPlan plan =
        plan(anAsk().panel("acme/alpha", "acme/tiny", "acme/beta").about("x".repeat(3_200)));

    assertThat(plan.panel())
        .extracting(RunPlan.Seat::knownDrop)
        .containsExactly(null, DropReason.NOT_SENT, null);
    assertThat(plan.firstWave()).extracting(call -> call.panelIndex()).containsExactly(0, 2);
    assertThat(plan.worstCase())
        .isEqualTo(
            plan.panel()
                .get(0)
                .call()
                .worstCase()
                .plus(plan.panel().get(2).call().worstCase())
                .plus(plan.judge().call().worstCase()));
  }

  @Test
  void onePlaceMoreAndThePromptIsTried() {
    catalogue.put("acme/tiny", aModel("acme/tiny", 805, null, Set.of()));

    RunPlan plan = plan(anAsk().panel("acme/tiny").judge("acme/judge").about("x".repeat(3_200)));

    assertThat(plan.panel().getFirst().isCalled()).isTrue();
    assertThat(plan.panel().getFirst().call().outputBound()).isEqualTo(1);
  }

  @Test
  void imagesDropAPanelistThatIsKnownToTakeNoneAndNotOneThatSaysNothing() {
    catalogue.put("acme/blind", aModel("acme/blind", null, null, Set.of("tools")));
    catalogue.put("acme/sees", aModel("acme/sees", null, null, Set.of("vision")));
    AskBuilder ask = anAsk().panel("acme/blind", "acme/sees", "acme/silent");
    ask.conversation =
        new Conversation(
            List.of(
                new Turn.User(List.of(new ContentPart.Image("https://example.org/x.png", null)))));

    assertThat(plan(ask).panel())
        .extracting(RunPlan.Seat::knownDrop)
        .containsExactly(DropReason.NOT_SENT, null, null);
  }

  @Test
  void knownDropsThatLeaveTooFewRefuseThePlan() {
    catalogue.put("acme/tiny", aModel("acme/tiny", 100, null, Set.of()));
    AskBuilder ask = anAsk().panel("acme/tiny", "acme/alpha").about("x".repeat(3_200));
    ask.judge("acme/judge").minAnswers = 2;

    assertRefused(ask, ErrorCode.INVALID_VALUE, "fusion.analysis_models");
  }

  @Test
  void aJudgeThatCannotHoldTheConversationRefusesThePlan() {
    catalogue.put("acme/tiny", aModel("acme/tiny", 900, null, Set.of()));

    assertRefused(
        anAsk().panel("acme/alpha").judge("acme/tiny").about("x".repeat(3_200)),
        ErrorCode.INVALID_VALUE,
        "fusion.synthesis_model");
  }

  @Test
  void theJudgesBoundCoversTheConversationAndEveryAnswerAtItsCap() {
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/beta").judge("acme/judge");
    ask.settings = ask.settingsWithCap(1_000);
    long conversation = new CharacterCounter().count(ask.conversation);

    long bound = plan(ask).judge().call().inputBound();

    assertThat(bound).isGreaterThan((conversation + 2 * 1_000) * 5 / 4);
    assertThat(bound).isLessThan((conversation + 2 * 1_250 + 600) * 5 / 4);
  }

  @Test
  void theJudgesBoundNeverExceedsItsContext() {
    catalogue.put("acme/judge", aModel("acme/judge", 8_000, null, Set.of()));

    RunPlan plan = plan(anAsk().panel("acme/alpha", "acme/beta").judge("acme/judge"));

    assertThat(plan.judge().call().inputBound()).isEqualTo(8_000);
    assertThat(plan.judge().call().outputBound()).isBetween(2_000L, 8_000L);
  }

  @Test
  void aDrawnSeedFitsIntoThirtyOneBits() {
    RunPlanner drawing = new RunPlanner(new CharacterCounter());
    FusionAsk ask = anAsk().panel("acme/alpha").build();

    for (int round = 0; round < 200; round++) {
      assertThat(drawing.planFusion(ask, this::find).judge().seed())
          .isBetween(0L, (long) Integer.MAX_VALUE);
    }
  }

  private RunPlan planDirect(String model) {
    AskBuilder ask = anAsk();
    return planner.planDirect(
        new DirectAsk(ask.requestId, model, ask.conversation, ask.settings), this::find);
  }

  @Test
  void aDirectPlanIsOneCallWithoutAJudgeOutsideFusion() {
    RunPlan plan = planDirect("acme/alpha");

    assertThat(plan.isFusion()).isFalse();
    assertThat(plan.firstWave())
        .extracting(call -> call.role(), call -> call.panelIndex())
        .containsExactly(tuple(CallRole.DIRECT, null));
    assertThat(plan.panel().getFirst().request().insideFusion()).isFalse();
    assertThat(plan.deadline().nanoTime()).isEqualTo(NOW + Duration.ofMinutes(3).toNanos());
    assertThat(plan.panelDeadline()).isEqualTo(plan.deadline());
    assertThat(asked).containsExactly("model=acme/alpha");
  }

  @Test
  void aDirectPlanLeavesATooLongPromptToTheProvider() {
    catalogue.put("acme/tiny", aModel("acme/tiny", 1, null, Set.of()));

    RunPlan plan = planDirect("acme/tiny");

    assertThat(plan.panel().getFirst().isCalled()).isTrue();
    assertThat(plan.panel().getFirst().call().outputBound()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody/knows", "gpt", ""})
  void aDirectCallOfAnUnknownModelIsRefusedByItsField(String model) {
    assertThatThrownBy(() -> planDirect(model))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
              assertThat(refusal.param()).isEqualTo("model");
            });
  }
}
