package dev.quorate.inference;

import dev.quorate.catalog.Catalog;
import dev.quorate.fusion.plan.DirectAsk;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Has the planner plan what was asked, with the models this caller may use. */
@Singleton
public class Planning {
  private static final String DEPTH = "x-openrouter-fusion-depth";

  private final RunPlanner planner;
  private final Catalog catalog;

  @Inject
  Planning(RunPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  RunPlan plan(Ask ask, Visit visit) {
    RequestHead head = visit.head();
    CallerModels models = new CallerModels(catalog, visit.caller());
    FusionOptions fusion = ask.fusion();
    if (fusion == null) {
      return planner.planDirect(
          new DirectAsk(head.id(), ask.model(), ask.conversation(), ask.settings(), ask.tools()),
          models);
    }
    return planner.planFusion(
        fusion.toAsk(head.id(), ask.conversation(), ask.settings(), depth(head)), models);
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
