package dev.quorate.inference.state;

import dev.quorate.http.Reply;
import dev.quorate.inference.Delivery;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.RunReply;
import dev.quorate.inference.StreamOpening;
import dev.quorate.inference.history.RunHistory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What a delivered answer leaves behind, and answers that nobody waits for. */
@Singleton
public class ResponseState {
  private final ResponseMemory memory;
  private final BackgroundDelivery background;
  private final RunHistory history;

  @Inject
  public ResponseState(ResponseMemory memory, BackgroundDelivery background, RunHistory history) {
    this.history = history;
    this.memory = memory;
    this.background = background;
  }

  /** Where runs with a panel are written down. */
  public RunHistory history() {
    return history;
  }

  /** Keeps a finished request where it is wanted. */
  public void keep(RunReply replies, FinishedRun run) {
    memory.keep(replies, run);
  }

  /** Whether the client of this request does not wait. */
  public static boolean isBackground(RunReply replies) {
    Recollection recollection = replies.ask().recollection();
    return recollection != null && recollection.background();
  }

  /** Runs a request whose client does not wait, and answers that it is queued. */
  public Reply open(RunReply replies, Delivery.Run run, StreamOpening opening) {
    return background.open(replies, run, opening);
  }
}
