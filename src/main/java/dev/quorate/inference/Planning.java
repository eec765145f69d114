package dev.quorate.inference;

import dev.quorate.fusion.plan.DirectAsk;
import dev.quorate.fusion.plan.FusionAsk;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.ModelDirectory;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.fusion.plan.TurnAsk;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.models.Permissions;
import dev.quorate.inference.preset.AppliedPresets;
import dev.quorate.inference.preset.StandIns;
import dev.quorate.inference.rejudge.Rejudged;
import dev.quorate.inference.state.ResponseMemory;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.upstream.SpokenParameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has the planner plan what was asked, with the models this caller may use. */
@Singleton
public class Planning {
  private static final String DEPTH = "x-openrouter-fusion-depth";

  private final RunPlanner planner;
  private final AppliedPresets presets;
  private final ResponseMemory memory;
  private final SpokenParameters dialects;
  private final Permissions permissions;

  @Inject
  Planning(
      RunPlanner planner,
      AppliedPresets presets,
      ResponseMemory memory,
      SpokenParameters dialects,
      Permissions permissions) {
    this.planner = planner;
    this.presets = presets;
    this.memory = memory;
    this.dialects = dialects;
    this.permissions = permissions;
  }

  /**
   * A plan and the request it was made for.
   *
   * @param ask with the conversation it continues, and what its caller should know of the plan
   */
  public record Planned(Ask ask, RunPlan plan) {}

  /** The request with what it continues and with its preset's fields. */
  Ask applied(Ask asked, Visit visit) {
    Ask whole = memory.continued(asked, visit);
    // A panel that is judged again has its preset's fields already.
    return whole.rejudged() == null ? presets.applied(whole, visit.caller().workspace()) : whole;
  }

  /**
   * The plan of a request that is to run, and whose preset was applied.
   *
   * @throws dev.quorate.kernel.GatewayException MAX_COST_EXCEEDED, and what can be refused of a
   *     plan
   */
  Planned plan(Ask applied, Visit visit) {
    Planned planned = completed(applied, visit);
    Money cap = planned.ask().maxCost();
    Money worst = planned.plan().worstCase();
    if (cap != null && worst.compareTo(cap) > 0) {
      throw ErrorCode.MAX_COST_EXCEEDED.because(
          planned.ask().rejudged() == null ? FusionOptions.MAX_COST : FusionOptions.OWN_MAX_COST,
          "This run may cost up to %s, more than its limit of %s; nothing was sent."
              .formatted(worst, cap));
    }
    return planned;
  }

  /** The plan of a request, whatever its limit of costs. */
  public Planned quoted(Ask asked, Visit visit) {
    return completed(applied(asked, visit), visit);
  }

  /** The plan of a request whose preset was applied. */
  public Planned completed(Ask ask, Visit visit) {
    StandIns found = presets.models();
    RunPlan plan =
        plan(ask, visit.head(), permissions.models(found, visit.caller(), visit.payer()));
    List<String> warnings = new ArrayList<>(found.warnings());
    warnings.addAll(LeftOut.of(plan, dialects));
    return new Planned(ask.warning(warnings), plan);
  }

  private RunPlan plan(Ask ask, RequestHead head, ModelDirectory models) {
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
    Rejudged rejudged = ask.rejudged();
    if (rejudged != null) {
      return planner.planRejudge(
          fusion.toRejudge(head.id(), ask, depth(head)), rejudged.answers(), models);
    }
    return planner.planFusion(
        fusion.toAsk(head.id(), ask.conversation(), ask.settings(), depth(head)), models);
  }

  private static TurnAsk turn(Ask ask, TurnOptions turn, RequestHead head) {
    String judge = turn.model() == null ? turn.outer() : turn.model();
    TurnOptions.Limits limits = turn.limits();
    FusionAsk inner =
        new FusionAsk(
            head.id(),
            ask.conversation(),
            turn.inner().over(ask.settings()),
            new FusionAsk.FieldNames(turn.field() + ".analysis_models", turn.field() + ".model"),
            turn.enabled() ? turn.analysisModels() : List.of(),
            judge,
            limits.minAnswers(),
            limits.quorum(),
            limits.graceMs(),
            limits.deadlineMs(),
            true,
            null,
            Mode.ANALYSIS,
            new FusionAsk.Web(webWish(turn.web()), turn.maxToolCalls()),
            new RunPlan.Shown(limits.showsPanel(), true),
            limits.seed(),
            depth(head));
    return new TurnAsk(
        turn.alias() ? judge : turn.outer(),
        turn.alias() ? turn.field() + ".model" : "model",
        ask.settings(),
        ask.tools(),
        turn.enabled(),
        turn.forced(),
        inner);
  }

  /** The web by default in this form; a preset may insist on it or do without. */
  private static FusionAsk.Web.Wish webWish(@Nullable Boolean written) {
    return written == null
        ? FusionAsk.Web.Wish.IF_POSSIBLE
        : written ? FusionAsk.Web.Wish.REQUIRED : FusionAsk.Web.Wish.NO;
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
