package dev.quorate.fusion;

import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.AnswerSink;
import org.jspecify.annotations.Nullable;

/**
 * The final answer on its way to the listener. What is blank is held back until something visible
 * comes: an answer that stays blank is none, and may still be replaced by another.
 */
final class AnswerFlow implements AnswerSink {
  private final RunControl control;
  private final StringBuilder held = new StringBuilder();
  private boolean begun;

  AnswerFlow(RunControl control) {
    this.control = control;
  }

  /** A flow nobody hears: the call is no part of the answer. */
  static AnswerFlow silent() {
    return new AnswerFlow(RunControl.unheard());
  }

  /** Itself where somebody listens, else null: the call need not be streamed. */
  @Nullable AnswerSink sink() {
    return control.listener() == null ? null : this;
  }

  /** Something was forwarded: from here on the answer is this one or the run fails. */
  boolean hasBegun() {
    return begun;
  }

  /** Another call will write the answer. */
  void restart() {
    held.setLength(0);
  }

  @Override
  public void accept(AnswerDelta delta) {
    if (!begun && delta instanceof AnswerDelta.Text text) {
      held.append(text.text());
      if (held.toString().isBlank()) {
        return;
      }
      begun = true;
      tell(new AnswerDelta.Text(held.toString()));
      return;
    }
    begun = true;
    tell(delta);
  }

  /** An answer that is there already. */
  void tellWhole(String text) {
    if (!text.isEmpty()) {
      begun = true;
      tell(new AnswerDelta.Text(text));
    }
  }

  private void tell(AnswerDelta delta) {
    control.tell(new RunEvent.AnswerPiece(delta));
  }
}
