package dev.quorate.fusion;

import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.upstream.AnswerDelta;
import org.jspecify.annotations.Nullable;

/** What happens in a run while it goes on. */
public sealed interface RunEvent {
  /** A seat's call is about to leave. */
  record PanelistAdded(int index, ModelSlug model) implements RunEvent {}

  /** Further text of a panelist; only for a listener that asked for it. */
  record PanelistText(int index, ModelSlug model, String text) implements RunEvent {
    @Override
    public String toString() {
      return "PanelistText[seat " + index + ", " + text.length() + " chars]";
    }
  }

  /** A seat has ended. */
  record PanelistEnded(PanelAnswer answer) implements RunEvent {}

  /** The outer model asks the panel. */
  record FusionBegun() implements RunEvent {}

  /** The judge begins to compare. */
  record AnalysisBegun(ModelSlug judge) implements RunEvent {}

  /**
   * The judge has compared.
   *
   * @param analysis null when nothing came of it
   */
  record AnalysisEnded(@Nullable Analysis analysis) implements RunEvent {}

  /** The outer model has its tool's result. */
  record FusionEnded(FusionResult result) implements RunEvent {}

  /** The outer model goes on after it said something and asked the panel. */
  record AnswerResumed() implements RunEvent {}

  /** A further piece of the final answer; all of them together are the answer. */
  record AnswerPiece(AnswerDelta delta) implements RunEvent {}
}
