package dev.quorate.inference;

import dev.quorate.fusion.RunEvent;
import dev.quorate.fusion.RunListener;
import dev.quorate.http.EventSink;
import dev.quorate.http.StreamEvent;
import java.util.List;

/** Follows a run and puts what its script makes of it in line for the client. */
final class StreamedRun implements RunListener {
  private final EventSink stream;
  private final AnswerScript script;
  private final boolean panelTexts;

  /**
   * @param panelTexts whether the client wants the panelists' texts as they come
   */
  StreamedRun(EventSink stream, AnswerScript script, boolean panelTexts) {
    this.stream = stream;
    this.script = script;
    this.panelTexts = panelTexts;
    script.begin().forEach(stream::offer);
  }

  @Override
  public boolean wantsPanelTexts() {
    return panelTexts;
  }

  /** One at a time: panelists speak at once, and a script keeps count. */
  @Override
  public synchronized void on(RunEvent event) {
    List<StreamEvent> events =
        switch (event) {
          case RunEvent.AnswerPiece piece -> script.piece(piece.delta());
          case RunEvent.AnswerResumed _ -> script.resume();
          default -> script.progress(event);
        };
    events.forEach(stream::offer);
  }

  synchronized void end(FinishedRun run) {
    stream.end(script.end(run));
  }

  synchronized void failed(FailedReply failure) {
    stream.end(script.failed(failure));
  }
}
