package dev.quorate.inference;

import dev.quorate.catalog.Catalog;
import dev.quorate.fusion.plan.DirectAsk;
import dev.quorate.fusion.plan.FusionAsk;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.fusion.plan.TurnAsk;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.state.ResponseMemory;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.SpokenParameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Has the planner plan what was asked, with the models this caller may use. */
@Singleton
public class Planning {
  private static final String DEPTH = "x-openrouter-fusion-depth";

  private final RunPlanner planner;
  private final Catalog catalog;
  private final DeploymentPresets presets;
  private final ResponseMemory memory;
  private final SpokenParameters dialects;

  @Inject
  Planning(
      RunPlanner planner,
      Catalog catalog,
      DeploymentPresets presets,
      ResponseMemory memory,
      SpokenParameters dialects) {
    this.dialects = dialects;
    this.memory = memory;
    this.planner = planner;
    this.catalog = catalog;
    this.presets = presets;
  }

  /**
   * A plan and the request it was made for.
   *
   * @param ask with the conversation it continues, and what its caller should know of the plan
   */
  record Planned(Ask ask, RunPlan plan) {}

  Planned plan(Ask asked, Visit visit) {
    Ask ask = memory.continued(asked, visit);
    CallerModels models = new CallerModels(catalog, visit.caller(), presets);
    RunPlan plan = plan(ask, visit.head(), models);
    List<String> warnings = new ArrayList<>(models.warnings());
    warnings.addAll(LeftOut.of(plan, dialects));
    return new Planned(ask.warning(warnings), plan);
  }

  private RunPlan plan(Ask ask, RequestHead head, CallerModels models) {
    FusionOptions fusion = ask.fusion();
    TurnOptions turn = ask.turn();
    if (turn != null) {
      return planner.planTurn(turn(ask, turn, head), models);
    }
    if (fusion == null) {
      return planner.planDirect(
          new DirectAsk(head.id(), ask.model(), ask.conversation(), ask.settings(), ask.tools()),
          models);
    }
    return planner.planFusion(
        fusion.toAsk(head.id(), ask.conversation(), ask.settings(), depth(head)), models);
  }

  /** With the alias the preset's first model is judge and writer; else the outer model judges. */
  private TurnAsk turn(Ask ask, TurnOptions turn, RequestHead head) {
    List<String> preset = presets.panel(turn.preset(), turn.field() + ".preset");
    String judge =
        turn.model() != null ? turn.model() : turn.alias() ? preset.getFirst() : ask.model();
    List<String> panel = turn.analysisModels().isEmpty() ? preset : turn.analysisModels();
    TurnOptions.Limits limits = turn.limits();
    FusionAsk inner =
        new FusionAsk(
            head.id(),
            ask.conversation(),
            turn.inner().over(ask.settings()),
            new FusionAsk.FieldNames(turn.field() + ".analysis_models", turn.field() + ".model"),
            turn.enabled() ? panel : List.of(),
            judge,
            limits.minAnswers(),
            limits.quorum(),
            limits.graceMs(),
            limits.deadlineMs(),
            true,
            null,
            Mode.ANALYSIS,
            new FusionAsk.Web(FusionAsk.Web.Wish.IF_POSSIBLE, turn.maxToolCalls()),
            new RunPlan.Shown(limits.shown().panel(), true),
            limits.seed(),
            depth(head));
    return new TurnAsk(
        turn.alias() ? judge : ask.model(),
        turn.alias() ? turn.field() + ".model" : "model",
        ask.settings(),
        ask.tools(),
        turn.enabled(),
        turn.forced(),
        inner);
  }

  /** How many fusions this request already stands in. */
  private static int depth(RequestHead head) {
    String depth = head.header(DEPTH).map(String::strip).orElse("0");
    if (depth.isEmpty() || !depth.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      throw ErrorCode.INVALID_VALUE.because(DEPTH, "'" + DEPTH + "' must be a whole number.");
    }
    // Only whether it is zero matters, so a number too long for an int needs no value of its own.
    return depth.chars().allMatch(digit -> digit == '0') ? 0 : 1;
  }
}
