package dev.quorate.inference;

import dev.quorate.fusion.RunEvent;
import dev.quorate.http.StreamEvent;
import dev.quorate.upstream.AnswerDelta;
import java.util.List;

/**
 * Writes one streamed reply in its endpoint's events. Called by one thread at a time, in this
 * order: begin; progress and pieces; end or failed.
 */
public interface AnswerScript {
  /** What the client hears at once. */
  List<StreamEvent> begin();

  /** What is told of the run itself; progress only where the request asked for it. */
  List<StreamEvent> progress(RunEvent event);

  /** A piece of the answer. */
  List<StreamEvent> piece(AnswerDelta delta);

  /** The outer model goes on with a message of its own. */
  List<StreamEvent> resume();

  /** The answer is complete; the pieces made up its text. */
  List<StreamEvent> end(FinishedRun run);

  /** There is no answer, or none that is complete. Never reads like a success. */
  List<StreamEvent> failed(FailedReply failure);
}
