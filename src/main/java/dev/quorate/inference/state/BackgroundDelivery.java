package dev.quorate.inference.state;

import dev.quorate.fusion.RunCancellation;
import dev.quorate.fusion.RunControl;
import dev.quorate.fusion.RunEvent;
import dev.quorate.fusion.RunListener;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.http.Drain;
import dev.quorate.http.Reply;
import dev.quorate.inference.AnswerScript;
import dev.quorate.inference.Delivery;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.RunReply;
import dev.quorate.inference.StreamOpening;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.BackgroundRuns;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.RunEnd;
import dev.quorate.runs.RunWatch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a request whose client does not wait. The reply says that it is queued; everything else is
 * written down, to be fetched, followed and cancelled on any node.
 */
@Singleton
public class BackgroundDelivery {
  private static final System.Logger LOG = System.getLogger(BackgroundDelivery.class.getName());
  private static final Duration WRITE_EVERY = Duration.ofMillis(100);
  private static final int END_TRIES = 5;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final BackgroundRuns runs;
  private final ResponseMemory memory;
  private final EventReplay replay;
  private final BodyWriter written;
  private final Drain drain;

  @Inject
  BackgroundDelivery(
      BackgroundRuns runs,
      ResponseMemory memory,
      EventReplay replay,
      BodyWriter written,
      Drain drain) {
    this.runs = runs;
    this.memory = memory;
    this.replay = replay;
    this.written = written;
    this.drain = drain;
  }

  /** Queues the run and answers at once. */
  public Reply open(RunReply replies, Delivery.Run run, StreamOpening opening) {
    Background background = new Background(replies, run, opening);
    try {
      runs.open(
          background.workspace,
          memory.response(replies, background.body("queued"), opening.receivedAt()));
      drain.outlive(background::conduct);
    } catch (RuntimeException refused) {
      run.broke(refused);
      throw refused;
    }
    return replies.ask().stream()
        ? replay.reply(background.workspace, opening.id(), -1)
        : new Reply(200, background.body("queued"), replies.streamHeaders());
  }

  /** One run at work. */
  private final class Background implements RunListener {
    private final RunReply replies;
    private final Delivery.Run run;
    private final StreamOpening opening;
    private final AnswerScript script;
    private final WorkspaceId workspace;
    private final RequestId id;
    private final EventLog log;
    private final RunCancellation cancellation = new RunCancellation();
    private volatile boolean over;

    Background(RunReply replies, Delivery.Run run, StreamOpening opening) {
      this.replies = replies;
      this.run = run;
      this.opening = opening;
      this.script = replies.ask().shape().script(opening);
      this.workspace = replies.payer().workspace();
      this.id = opening.id();
      this.log = new EventLog(runs, workspace, id);
    }

    JsonNode body(String status) {
      return written.tree(replies.ask().shape().standing(opening, status));
    }

    void conduct() {
      try (RunWatch _ = runs.watch(id, cancellation::cancel)) {
        begin();
        RunOutcome outcome = run.run(new RunControl(this, cancellation));
        over = true;
        switch (outcome.ending()) {
          case RunOutcome.Ending.Answer answer -> end(outcome, answer);
          case RunOutcome.Ending.Failure failure ->
              end(
                  replies.failure(outcome, failure),
                  failure.status() == RunOutcome.Status.CANCELLED);
        }
      } catch (RuntimeException | Error broken) {
        over = true;
        run.broke(broken);
        end(replies.brokenBody(), false);
      }
    }

    /** A run that must not begin is given up before its first call leaves. */
    private void begin() {
      log.add(script.begin());
      if (!runs.start(workspace, id, Sensitive.of(body("in_progress").toString()))) {
        cancellation.cancel();
      }
      drain.outlive(this::write);
    }

    private void write() {
      try {
        while (!over) {
          Thread.sleep(WRITE_EVERY);
          if (!over && !log.flush()) {
            cancellation.cancel();
          }
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }

    private void end(RunOutcome outcome, RunOutcome.Ending.Answer answer) {
      FinishedRun finished = replies.finished(outcome, answer, written.now());
      synchronized (this) {
        log.add(script.end(finished));
      }
      JsonNode body = written.tree(replies.ask().shape().answer(finished));
      ResponseStatus status =
          ResponseStatus.parse(body.path("status").asString("")).orElse(ResponseStatus.COMPLETED);
      end(status, body, null);
    }

    private void end(FailedReply failure, boolean cancelled) {
      synchronized (this) {
        log.add(script.failed(failure));
      }
      ResponseStatus status = cancelled ? ResponseStatus.CANCELLED : ResponseStatus.FAILED;
      Object body = replies.ask().shape().failed(opening, failure, status.wire());
      end(status, written.tree(body), failure.error().code());
    }

    /** The end is worth waiting for: until it is written the run counts as running. */
    private void end(ResponseStatus status, JsonNode body, @Nullable String errorCode) {
      RunEnd end = new RunEnd(status, Sensitive.of(body.toString()), errorCode, log.take());
      for (int tried = 1; ; tried++) {
        try {
          boolean ignored = runs.end(workspace, id, end);
          return;
        } catch (RuntimeException away) {
          if (tried == END_TRIES || !paused()) {
            LOG.log(
                System.Logger.Level.ERROR,
                "{0} has ended and its end could not be written: {1}",
                id,
                away.getClass().getName());
            return;
          }
        }
      }
    }

    private boolean paused() {
      try {
        Thread.sleep(BETWEEN_TRIES);
        return true;
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public synchronized void on(RunEvent event) {
      log.add(
          switch (event) {
            case RunEvent.AnswerPiece piece -> script.piece(piece.delta());
            case RunEvent.AnswerResumed _ -> script.resume();
            default -> script.progress(event);
          });
    }

    @Override
    public boolean wantsPanelTexts() {
      return false;
    }
  }
}
