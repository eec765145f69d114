package dev.quorate.fusion;

import dev.quorate.fusion.web.RunSources;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.AnswerSink;
import org.jspecify.annotations.Nullable;

/**
 * What a run is given beside its plan.
 *
 * @param listener follows the run, and makes the call that writes the answer a streamed one; null
 *     when nobody waits for less than the whole
 * @param cancellation gives the run up
 */
public record RunControl(@Nullable RunListener listener, RunCancellation cancellation) {
  /**
   * What accompanies a run through its rooms: its side of the ledger, who follows it, and the pages
   * its members were shown.
   */
  record Course(CallJournal journal, RunControl control, RunSources sources) {
    Course(CallJournal journal, RunControl control) {
      this(journal, control, new RunSources());
    }
  }

  /** Nobody follows, nobody gives up. */
  public static RunControl unheard() {
    return new RunControl(null, new RunCancellation());
  }

  void tell(RunEvent event) {
    if (listener != null) {
      listener.on(event);
    }
  }

  /** Where an answer goes that nothing can replace, or null when nobody listens. */
  @Nullable AnswerSink answerSink() {
    return listener == null ? null : delta -> tell(new RunEvent.AnswerPiece(delta));
  }

  /** Where a panelist's text goes while it comes, or null when nobody wants it. */
  @Nullable AnswerSink panelSink(int index, ModelSlug model) {
    RunListener follower = listener;
    if (follower == null || !follower.wantsPanelTexts()) {
      return null;
    }
    return delta -> {
      if (delta instanceof AnswerDelta.Text text) {
        follower.on(new RunEvent.PanelistText(index, model, text.text()));
      }
    };
  }
}
