package dev.quorate.inference.preset;

import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.TurnOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of the OpenRouter form with what they left out. */
public final class CompletedTurn {
  private CompletedTurn() {}

  /**
   * The request's, with a preset's where they say nothing. With the alias the preset's judge, or
   * the first of its panel, is judge and writer; another outer model judges itself where nobody is
   * named.
   *
   * @param named as the reply names the preset
   */
  static TurnOptions of(TurnOptions turn, FusionOptions saved, @Nullable AskedPreset named) {
    String judge = FusionOptions.either(turn.model(), saved.synthesisModel());
    return new TurnOptions(
        turn.outer(),
        turn.alias(),
        turn.enabled(),
        turn.forced(),
        named,
        turn.analysisModels().isEmpty() ? saved.analysisModels() : turn.analysisModels(),
        judge == null && turn.alias() ? saved.analysisModels().getFirst() : judge,
        FusionOptions.either(turn.maxToolCalls(), saved.maxToolCalls()),
        saved.web(),
        turn.field(),
        limits(turn.limits(), saved),
        turn.inner());
  }

  private static TurnOptions.Limits limits(TurnOptions.Limits own, FusionOptions saved) {
    return new TurnOptions.Limits(
        FusionOptions.either(own.minAnswers(), saved.minAnswers()),
        FusionOptions.either(own.quorum(), saved.quorum()),
        FusionOptions.either(own.graceMs(), saved.graceMs()),
        FusionOptions.either(own.deadlineMs(), saved.deadlineMs()),
        FusionOptions.either(own.shown(), saved.shown()),
        FusionOptions.either(own.seed(), saved.seed()),
        FusionOptions.either(own.progress(), saved.progress()),
        FusionOptions.either(own.maxCostUsd(), saved.maxCostUsd()),
        own.item());
  }

  /**
   * The same turn with a part of its panel, of which a quorum is asked as far as there is one.
   *
   * @param models a part of its, in their order, not empty
   */
  public static TurnOptions keeping(TurnOptions turn, List<String> models) {
    TurnOptions.Limits own = turn.limits();
    Integer quorum = own.quorum();
    return new TurnOptions(
        turn.outer(),
        turn.alias(),
        turn.enabled(),
        turn.forced(),
        turn.preset(),
        models,
        turn.model(),
        turn.maxToolCalls(),
        turn.web(),
        turn.field(),
        new TurnOptions.Limits(
            own.minAnswers(),
            quorum == null ? null : Math.min(quorum, models.size()),
            own.graceMs(),
            own.deadlineMs(),
            own.shown(),
            own.seed(),
            own.progress(),
            own.maxCostUsd(),
            own.item()),
        turn.inner());
  }
}
