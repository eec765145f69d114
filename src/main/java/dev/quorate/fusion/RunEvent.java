package dev.quorate.fusion;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.upstream.AnswerDelta;

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

  /** A further piece of the final answer; all of them together are the answer. */
  record AnswerPiece(AnswerDelta delta) implements RunEvent {}
}
