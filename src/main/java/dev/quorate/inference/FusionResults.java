package dev.quorate.inference;

import dev.quorate.fusion.FusionResult;
import dev.quorate.fusion.PanelAnswer;
import dev.quorate.fusion.RunOutcome;
import org.jspecify.annotations.Nullable;

/** What a turn's panel gave its outer model, from the turn's outcome. */
final class FusionResults {
  private FusionResults() {}

  /** Null where no outer model asked a panel. */
  static @Nullable FusionResult of(RunOutcome outcome) {
    if (outcome.plan().outer() == null || !outcome.invoked()) {
      return null;
    }
    boolean some = outcome.panel().stream().anyMatch(PanelAnswer.Usable.class::isInstance);
    return new FusionResult(
        outcome.panel(),
        outcome.judging().analysis(),
        some ? null : "all_panels_failed",
        outcome.sources());
  }
}
