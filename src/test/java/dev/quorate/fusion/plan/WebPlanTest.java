package dev.quorate.fusion.plan;

import static dev.quorate.fixtures.Models.aModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.plan.FusionAsk.Web;
import dev.quorate.fusion.plan.FusionAsk.Web.Wish;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.websearch.WebTools;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has the web, and what the hold provides for. */
class WebPlanTest {
  private static final WebTools WEB = new ScriptedWeb().tools();

  private final PlannerScene scene = new PlannerScene();
  private final AskBuilder ask = new AskBuilder().panel("acme/alpha", "acme/beta").judge("acme/j");

  private RunPlan plan(Web wish, WebTools web) {
    ask.web = wish;
    return PlannerScene.planner(web).planFusion(ask.build(), scene::find);
  }

  private GatewayException refusal(Web wish, WebTools web) {
    return catchThrowableOfType(GatewayException.class, () -> plan(wish, web));
  }

  @Test
  void whoDoesNotAskForItHasNone() {
    RunPlan plan = plan(Web.NO, WEB);

    assertThat(plan.web()).isEqualTo(WebUse.NONE);
    assertThat(plan.panel().getFirst().request().tools().isEmpty()).isTrue();
  }

  @Test
  void panelAndJudgeHaveBothToolsAndEightSteps() {
    RunPlan plan = plan(new Web(Wish.REQUIRED, null), WEB);

    assertThat(plan.web().maxSteps()).isEqualTo(8);
    assertThat(plan.web().lacking()).isFalse();
    assertThat(plan.panel())
        .allSatisfy(seat -> assertThat(seat.request().tools().tools()).hasSize(2));
    assertThat(plan.judge().tools().tools()).hasSize(2);
    assertThat(plan.panel().getFirst().call().inputBound())
        .isGreaterThan(plan(Web.NO, WEB).panel().getFirst().call().inputBound());
  }

  @Test
  void whoAskedForItIsRefusedWithoutAnEngineOrTools() {
    GatewayException noEngine = refusal(new Web(Wish.REQUIRED, 3), ScriptedWeb.none());
    scene.catalogue.put("acme/j", aModel("acme/j", null, null, Set.of("vision")));
    GatewayException noTools = refusal(new Web(Wish.REQUIRED, 3), WEB);

    assertThat(noEngine.code()).isEqualTo(ErrorCode.WEB_UNAVAILABLE);
    assertThat(noEngine.param()).isEqualTo("fusion.web");
    assertThat(noTools.code()).isEqualTo(ErrorCode.WEB_UNAVAILABLE);
    assertThat(noTools.text()).contains("acme/j");
  }

  @Test
  void aPolicyMayForbidIt() {
    ModelDirectory offline =
        new ModelDirectory() {
          @Override
          public PricedModel find(ModelSlug slug, String param) {
            return scene.find(slug, param);
          }

          @Override
          public boolean mayUseWeb(ModelSlug tool) {
            return !tool.equals(new ModelSlug("web/fetch"));
          }
        };
    RunPlanner planner = PlannerScene.planner(WEB);
    ask.web = new Web(Wish.REQUIRED, null);
    GatewayException refusal =
        catchThrowableOfType(
            GatewayException.class, () -> planner.planFusion(ask.build(), offline));
    ask.web = new Web(Wish.IF_POSSIBLE, null);
    RunPlan without = planner.planFusion(ask.build(), offline);

    assertThat(refusal.code()).isEqualTo(ErrorCode.POLICY_VIOLATION);
    assertThat(refusal.param()).isEqualTo("fusion.web");
    assertThat(without.web().tools()).isEmpty();
    assertThat(without.web().lacking()).isTrue();
  }

  @Test
  void whoHasItByDefaultRunsWithoutAndIsToldSo() {
    scene.catalogue.put("acme/alpha", aModel("acme/alpha", null, null, Set.of("vision")));
    RunPlan some = plan(new Web(Wish.IF_POSSIBLE, 3), WEB);
    RunPlan none = plan(new Web(Wish.IF_POSSIBLE, 3), ScriptedWeb.none());

    assertThat(some.web().lacking()).isTrue();
    assertThat(some.panel().getFirst().request().tools().isEmpty()).isTrue();
    assertThat(some.panel().getLast().request().tools().tools()).hasSize(2);
    assertThat(none.web().lacking()).isTrue();
    assertThat(none.judge().tools().isEmpty()).isTrue();
  }

  @Test
  void stepsHaveBounds() {
    assertThat(refusal(new Web(Wish.REQUIRED, 17), WEB).param()).isEqualTo("fusion.max_tool_calls");
    assertThat(refusal(new Web(Wish.REQUIRED, 0), WEB).code()).isEqualTo(ErrorCode.INVALID_VALUE);
  }

  @Test
  void theHoldProvidesForTwoFurtherCallsOfEachMember() {
    RunPlan one = plan(new Web(Wish.REQUIRED, 1), WEB);
    RunPlan two = plan(new Web(Wish.REQUIRED, 2), WEB);
    RunPlan many = plan(new Web(Wish.REQUIRED, 16), WEB);
    Money firsts =
        one.panelWave().stream()
            .map(PlannedCall::worstCase)
            .reduce(one.judge().call().worstCase(), Money::plus);

    assertThat(one.worstCase().usd()).isGreaterThan(firsts.usd());
    assertThat(two.worstCase().usd()).isGreaterThan(one.worstCase().usd());
    assertThat(many.worstCase()).isEqualTo(two.worstCase());
    assertThat(one.web().held(one.judge().call())).hasSize(2);
    assertThat(two.web().held(two.judge().call()))
        .extracting(PlannedCall::step)
        .containsExactly(0, 1, 2);
  }

  @Test
  void noCallIsHeldForAnInputBeyondItsContext() {
    scene.catalogue.put("acme/j", aModel("acme/j", 20_000, null, Set.of("tools")));
    RunPlan plan = plan(new Web(Wish.REQUIRED, 2), WEB);

    assertThat(plan.web().held(plan.judge().call()))
        .extracting(PlannedCall::inputBound)
        .allSatisfy(bound -> assertThat(bound).isLessThanOrEqualTo(20_000));
  }
}
