package dev.quorate.inference;

import dev.quorate.fusion.RunCancellation;
import dev.quorate.fusion.RunControl;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.http.EventSink;
import dev.quorate.http.EventStream;
import dev.quorate.http.HttpSettings;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.inference.idempotency.KeyedRun;
import dev.quorate.inference.state.ResponseState;
import dev.quorate.kernel.VirtualThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the answer of an admitted request to its client, whole or piece by piece. Piece by piece
 * the run gets a thread of its own and the request's thread writes what comes; a client that
 * leaves, or reads too slowly to be waited for, gives the run up, unless it came with an
 * idempotency key.
 */
@Singleton
public class Delivery {
  private final VirtualThreads threads;
  private final Json json;
  private final Clock clock;
  private final Duration keepAlive;
  private final ResponseState state;

  @Inject
  Delivery(
      VirtualThreads threads, Json json, Clock clock, HttpSettings settings, ResponseState state) {
    this(threads, json, clock, settings.keepAlive(), state);
  }

  Delivery(
      VirtualThreads threads, Json json, Clock clock, Duration keepAlive, ResponseState state) {
    this.state = state;
    this.threads = threads;
    this.json = json;
    this.clock = clock;
    this.keepAlive = keepAlive;
  }

  /** An admitted request, ready to run. */
  public interface Run {
    /** Runs it to its settled end. */
    RunOutcome run(RunControl control);

    /** Ends it when a rule of ours broke. */
    void broke(Throwable fault);
  }

  /** The same run; what comes of a panel is written down. */
  Run remembered(RunReply replies, String endpoint, Visit visit, Run run) {
    return state.history().following(replies, endpoint, visit, run);
  }

  /**
   * @param keyed keeps what the reply is, for whoever repeats the request; null where nobody may
   */
  Reply deliver(RunReply replies, Run run, @Nullable KeyedRun keyed) {
    boolean stream = replies.ask().stream();
    if (ResponseState.isBackground(replies)) {
      Reply reply = state.open(replies, run, opening(replies));
      return keyed == null ? reply : keyed.leftAlone(reply, stream);
    }
    if (keyed == null) {
      return stream ? streamed(replies, run, null) : whole(replies, run);
    }
    Run watched = keyed.watched(run);
    return stream ? streamed(replies, watched, keyed) : keyed.ended(whole(replies, watched));
  }

  private Reply whole(RunReply replies, Run run) {
    RunOutcome outcome;
    try {
      outcome = run.run(RunControl.unheard());
    } catch (RuntimeException | Error broken) {
      run.broke(broken);
      return replies.broken();
    }
    return switch (outcome.ending()) {
      case RunOutcome.Ending.Answer answer ->
          replies.answered(outcome, kept(replies, outcome, answer));
      case RunOutcome.Ending.Failure failure -> replies.failed(outcome, failure);
    };
  }

  private FinishedRun kept(RunReply replies, RunOutcome outcome, RunOutcome.Ending.Answer answer) {
    FinishedRun finished = replies.finished(outcome, answer, clock.instant());
    state.keep(replies, finished);
    return finished;
  }

  private Reply streamed(RunReply replies, Run run, @Nullable KeyedRun keyed) {
    Ask ask = replies.ask();
    RunCancellation cancellation = new RunCancellation();
    Map<String, String> headers = replies.streamHeaders();
    // Who can ask again will hear the end, so nobody's leaving gives the run up.
    Runnable left = keyed == null ? cancellation::cancel : () -> {};
    EventStream stream = new EventStream(keepAlive, left);
    EventSink sink = keyed == null ? stream : keyed.recorded(stream, headers);
    boolean panelTexts = wantsProgress(replies) && wantsPanelTexts(ask);
    StreamOpening opening = opening(replies);
    StreamedRun follower = new StreamedRun(sink, ask.shape().script(opening), panelTexts);
    try {
      threads.execute(
          () -> conduct(replies, run, follower, new RunControl(follower, cancellation)));
    } catch (RuntimeException noThread) {
      run.broke(noThread);
      return keyed == null ? replies.broken() : keyed.ended(replies.broken());
    }
    return new Reply(200, stream, headers);
  }

  private StreamOpening opening(RunReply replies) {
    Ask ask = replies.ask();
    return new StreamOpening(
        replies.head().id(),
        replies.head().receivedAt(),
        replies.model(),
        replies.isFusion(),
        ask.turn() != null,
        wantsProgress(replies),
        ask.warnings(),
        json);
  }

  /** Asked for; in the OpenRouter form OpenRouter's own clients get it unasked. */
  private static boolean wantsProgress(RunReply replies) {
    TurnOptions turn = replies.ask().turn();
    if (turn != null) {
      Boolean asked = turn.limits().progress();
      return asked == null ? replies.head().isOpenRouters() : asked;
    }
    FusionOptions fusion = replies.ask().fusion();
    return fusion != null && Boolean.TRUE.equals(fusion.progress());
  }

  private static boolean wantsPanelTexts(Ask ask) {
    TurnOptions turn = ask.turn();
    FusionOptions fusion = ask.fusion();
    return turn != null ? turn.limits().showsPanel() : fusion != null && fusion.showsPanel();
  }

  private void conduct(RunReply replies, Run run, StreamedRun follower, RunControl control) {
    try {
      RunOutcome outcome = run.run(control);
      switch (outcome.ending()) {
        case RunOutcome.Ending.Answer answer -> follower.end(kept(replies, outcome, answer));
        case RunOutcome.Ending.Failure failure ->
            follower.failed(replies.failure(outcome, failure));
      }
    } catch (RuntimeException | Error broken) {
      run.broke(broken);
      follower.failed(replies.brokenBody());
    }
  }
}
