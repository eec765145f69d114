package dev.quorate.fusion.plan;

import static dev.quorate.fixtures.Models.aModel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has room for the prompt, and what the bounds of the calls are. */
class PlannedRoomTest {
  private final PlannerScene scene = new PlannerScene();

  private static AskBuilder anAsk() {
    return new AskBuilder();
  }

  @Test
  void withoutACapTheImposedOneIsTheModelsOrSixteenThousand() {
    scene.catalogue.put("acme/small", aModel("acme/small", null, 500, Set.of()));

    RunPlan plan = scene.plan(anAsk().panel("acme/alpha", "acme/small"));

    assertThat(plan.panel().get(0).call().outputBound()).isEqualTo(16_000);
    assertThat(plan.panel().get(1).call().outputBound()).isEqualTo(500);
    assertThat(plan.panel().get(1).request().settings().outputCapImposed()).isTrue();
  }

  @Test
  void anImposedCapLeavesThePromptItsRoomAndACallersCapIsKept() {
    scene.catalogue.put("acme/tight", aModel("acme/tight", 2_000, null, Set.of()));
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/tight").about("x".repeat(3_200));

    RunPlan imposed = scene.plan(ask);
    ask.settings = ask.settingsWithCap(1_900);
    RunPlan wanted = scene.plan(ask);

    assertThat(imposed.panel().get(1).call().inputBound()).isEqualTo(1_005);
    assertThat(imposed.panel().get(1).call().outputBound()).isEqualTo(995);
    assertThat(wanted.panel().get(1).call().outputBound()).isEqualTo(1_900);
  }

  @Test
  void aPanelistThePromptIsTooLongForIsDroppedBeforeItIsCalled() {
    scene.catalogue.put("acme/tiny", aModel("acme/tiny", 804, null, Set.of()));

    RunPlan plan =
        scene.plan(anAsk().panel("acme/alpha", "acme/tiny", "acme/beta").about("x".repeat(3_200)));

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
    scene.catalogue.put("acme/tiny", aModel("acme/tiny", 805, null, Set.of()));

    RunPlan plan =
        scene.plan(anAsk().panel("acme/tiny").judge("acme/judge").about("x".repeat(3_200)));

    assertThat(plan.panel().getFirst().isCalled()).isTrue();
    assertThat(plan.panel().getFirst().call().outputBound()).isEqualTo(1);
  }

  @Test
  void imagesDropAPanelistThatIsKnownToTakeNoneAndNotOneThatSaysNothing() {
    scene.catalogue.put("acme/blind", aModel("acme/blind", null, null, Set.of("tools")));
    scene.catalogue.put("acme/sees", aModel("acme/sees", null, null, Set.of("vision")));
    AskBuilder ask = anAsk().panel("acme/blind", "acme/sees", "acme/silent");
    ask.conversation =
        new Conversation(
            List.of(
                new Turn.User(List.of(new ContentPart.Image("https://example.org/x.png", null)))));

    assertThat(scene.plan(ask).panel())
        .extracting(RunPlan.Seat::knownDrop)
        .containsExactly(DropReason.NOT_SENT, null, null);
  }

  @Test
  void knownDropsThatLeaveTooFewRefuseThePlan() {
    scene.catalogue.put("acme/tiny", aModel("acme/tiny", 100, null, Set.of()));
    AskBuilder ask = anAsk().panel("acme/tiny", "acme/alpha").about("x".repeat(3_200));
    ask.judge("acme/judge").minAnswers = 2;

    scene.assertRefused(ask, ErrorCode.INVALID_VALUE, "fusion.analysis_models");
  }

  @Test
  void aJudgeThatCannotHoldTheConversationRefusesThePlan() {
    scene.catalogue.put("acme/tiny", aModel("acme/tiny", 900, null, Set.of()));

    scene.assertRefused(
        anAsk().panel("acme/alpha").judge("acme/tiny").about("x".repeat(3_200)),
        ErrorCode.INVALID_VALUE,
        "fusion.synthesis_model");
  }

  @Test
  void theJudgesBoundCoversTheConversationAndEveryAnswerAtItsCap() {
    AskBuilder ask = anAsk().panel("acme/alpha", "acme/beta").judge("acme/judge");
    ask.settings = ask.settingsWithCap(1_000);
    long conversation = new CharacterCounter().count(ask.conversation);

    long bound = scene.plan(ask).judge().call().inputBound();

    assertThat(bound).isGreaterThan((conversation + 2 * 1_000) * 5 / 4);
    assertThat(bound).isLessThan((conversation + 2 * 1_250 + 600) * 5 / 4);
  }

  @Test
  void theJudgesBoundNeverExceedsItsContext() {
    scene.catalogue.put("acme/judge", aModel("acme/judge", 8_000, null, Set.of()));

    RunPlan plan = scene.plan(anAsk().panel("acme/alpha", "acme/beta").judge("acme/judge"));

    assertThat(plan.judge().call().inputBound()).isEqualTo(8_000);
    assertThat(plan.judge().call().outputBound()).isBetween(2_000L, 8_000L);
  }

  @Test
  void aDirectPlanLeavesATooLongPromptToTheProvider() {
    scene.catalogue.put("acme/tiny", aModel("acme/tiny", 1, null, Set.of()));

    RunPlan plan = scene.planDirect("acme/tiny");

    assertThat(plan.panel().getFirst().isCalled()).isTrue();
    assertThat(plan.panel().getFirst().call().outputBound()).isEqualTo(1);
  }
}
