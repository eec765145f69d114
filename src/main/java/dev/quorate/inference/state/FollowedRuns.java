package dev.quorate.inference.state;

import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.runs.BackgroundRun;
import dev.quorate.runs.BackgroundRuns;
import dev.quorate.runs.StoredResponse;
import dev.quorate.tenancy.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Background runs as their clients come back to them: to listen, or to end them. */
@Singleton
public class FollowedRuns {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final BackgroundRuns runs;
  private final EventReplay replay;

  @Inject
  FollowedRuns(BackgroundRuns runs, EventReplay replay) {
    this.runs = runs;
    this.replay = replay;
  }

  /**
   * The run's events from {@code starting_after} on.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE where it is no background run
   */
  public Reply follow(Caller caller, StoredResponse response, RequestHead head) {
    require(runs.find(caller.workspace(), response.id()), "stream", "streamed again");
    return replay.reply(caller.workspace(), response.id(), startingAfter(head));
  }

  private static int startingAfter(RequestHead head) {
    String text = head.query("starting_after").orElse("-1");
    if (!text.matches("-1|[0-9]{1,9}")) {
      throw ErrorCode.INVALID_VALUE.because(
          "starting_after", "'starting_after' must be the number of an event.");
    }
    return Integer.parseInt(text);
  }

  /**
   * Asks for the run's end and waits a little for it.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE where it is no background run
   */
  public void cancel(Caller caller, StoredResponse response) {
    BackgroundRun run = runs.requestCancel(caller.workspace(), response.id());
    require(run, "id", "cancelled");
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    try {
      while (run != null && !run.status().isFinal() && System.nanoTime() < until) {
        Thread.sleep(LOOK_EVERY);
        run = runs.find(caller.workspace(), response.id());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void require(@Nullable BackgroundRun run, String param, String what) {
    if (run == null) {
      throw ErrorCode.INVALID_VALUE.because(
          param, "Only a response that was made with 'background': true can be " + what + ".");
    }
  }
}
