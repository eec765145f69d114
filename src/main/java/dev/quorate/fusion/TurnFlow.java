package dev.quorate.fusion;

import dev.quorate.fusion.plan.FusionTool;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.AnswerSink;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outer model's words on their way to the listener. Its call of the fusion tool is ours and
 * stays here; its calls of the caller's tools go on, numbered without the one that stays.
 */
final class TurnFlow implements AnswerSink {
  private final RunControl control;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final boolean resumes;
  private boolean begun;

  /**
   * @param resumes something was said before, in an earlier call of this turn
   */
  TurnFlow(RunControl control, boolean resumes) {
    this.control = control;
    this.resumes = resumes;
  }

  @Nullable AnswerSink sink() {
    return control.listener() == null ? null : this;
  }

  boolean hasBegun() {
    return begun;
  }

  @Override
  public void accept(AnswerDelta delta) {
    switch (delta) {
      case AnswerDelta.Text text -> tell(text);
      case AnswerDelta.ToolCallBegun call -> {
        if (!call.name().equals(FusionTool.NAME)) {
          places.put(call.index(), places.size());
          tell(new AnswerDelta.ToolCallBegun(places.size() - 1, call.id(), call.name()));
        }
      }
      case AnswerDelta.ToolArguments more -> {
        Integer place = places.get(more.index());
        if (place != null) {
          tell(new AnswerDelta.ToolArguments(place, more.text()));
        }
      }
    }
  }

  private void tell(AnswerDelta delta) {
    if (!begun && resumes) {
      control.tell(new RunEvent.AnswerResumed());
    }
    begun = true;
    control.tell(new RunEvent.AnswerPiece(delta));
  }
}
