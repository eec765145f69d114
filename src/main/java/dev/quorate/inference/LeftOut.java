package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.SpokenParameters;
import dev.quorate.upstream.request.GenerationSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says which of the caller's settings do not reach which models of a plan. */
final class LeftOut {
  private final SpokenParameters dialects;
  private final Set<String> sentences = new LinkedHashSet<>();

  private LeftOut(SpokenParameters dialects) {
    this.dialects = dialects;
  }

  /** A sentence for each setting and model. */
  static List<String> of(RunPlan plan, SpokenParameters dialects) {
    LeftOut left = new LeftOut(dialects);
    for (RunPlan.Seat seat : plan.panel()) {
      if (seat.isCalled()) {
        left.look(seat.call().model(), seat.request().settings());
      }
    }
    RunPlan.JudgeSeat judge = plan.judge();
    if (judge != null && judge.mode() == Mode.SYNTHESIS) {
      left.look(judge.call().model(), judge.settings());
    }
    if (judge != null && judge.writer() != null) {
      left.look(judge.writer().call().model(), judge.writer().settings());
    }
    if (plan.outer() != null) {
      left.look(plan.outer().call().model(), plan.outer().request().settings());
    }
    return new ArrayList<>(left.sentences);
  }

  private void look(PricedModel model, CallerSettings settings) {
    look(model, settings.capped(1));
  }

  private void look(PricedModel model, GenerationSettings settings) {
    for (String name : dialects.unspoken(model, settings)) {
      sentences.add(
          "'" + name + "' is not known to '" + model.slug() + "' and was not sent to it.");
    }
    for (PricedModel next = model.fallback(); next != null; next = next.fallback()) {
      for (String name : dialects.unspoken(next, settings)) {
        sentences.add(
            "'%s' is not known to the provider '%s' of '%s' and is not sent where that one answers."
                .formatted(name, next.provider().id(), next.slug()));
      }
    }
  }
}
