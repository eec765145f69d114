package dev.quorate.inference.quote;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.inference.Ask;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.Planning;
import dev.quorate.inference.TurnOptions;
import dev.quorate.inference.Visit;
import dev.quorate.inference.preset.CompletedTurn;
import dev.quorate.kernel.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a plan within a limit: the same judge, and the dearest members go first, the later seat
 * of two that cost the same, down to two or to {@code min_answers}.
 */
record CheaperPlan(Planning planning, Visit visit) {
  private static final int LEAST_PANEL = 2;

  /**
   * A plan that fits.
   *
   * @param kept seats of the first plan, in their order
   */
  record Fit(Planning.Planned planned, List<Integer> kept) {}

  /** The first that fits, maybe the plan itself; null when none does. */
  @Nullable Fit within(Money cap, Planning.Planned first) {
    List<Integer> kept =
        new ArrayList<>(IntStream.range(0, first.plan().panel().size()).boxed().toList());
    Planning.Planned planned = first;
    while (planned.plan().worstCase().compareTo(cap) > 0) {
      RunPlan plan = planned.plan();
      int least = Math.max(LEAST_PANEL, plan.minAnswers());
      if (plan.judge() == null || plan.panelWave().size() <= least) {
        return null;
      }
      int place = dearest(plan);
      kept.subList(place, place + 1).clear();
      planned = planning.completed(keeping(first.ask(), kept), visit);
    }
    return new Fit(planned, List.copyOf(kept));
  }

  /** The place on this plan's panel of the member that holds most. */
  private static int dearest(RunPlan plan) {
    return IntStream.range(0, plan.panel().size())
        .boxed()
        .filter(place -> plan.panel().get(place).isCalled())
        .max(
            Comparator.comparing((Integer place) -> plan.worstCase(plan.panel().get(place).call()))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static Ask keeping(Ask ask, List<Integer> kept) {
    FusionOptions fusion = ask.fusion();
    TurnOptions turn = ask.turn();
    if (turn != null) {
      return ask.with(CompletedTurn.keeping(turn, names(turn.analysisModels(), kept)));
    }
    if (fusion == null) {
      throw new IllegalStateException("a direct call has no panel");
    }
    return ask.with(fusion.keeping(names(fusion.analysisModels(), kept)));
  }

  private static List<String> names(List<String> models, List<Integer> kept) {
    return kept.stream().map(models::get).toList();
  }
}
