package dev.quorate.websearch.attempt;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.websearch.WebResult;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a web call run until it ends, its deadline passes or the run gives it up. Interrupts reach
 * the calling thread only inside upstream's call window.
 */
public final class WithinDeadline {
  private final ScheduledExecutorService timer;

  /** The call itself. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Runs on the calling thread, whose sockets an interrupt closes.
     *
     * @param givenUp whether the result is still wanted: for work that no interrupt stops
     */
    WebResult<T> run(BooleanSupplier givenUp);
  }

  public WithinDeadline(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** What was whole before we gave up is a result; only a broken wait is ours. */
  public <T> WebResult<T> run(Deadline deadline, Cancellation cancellation, Work<T> work) {
    WebResult<T> result = null;
    Reason reason;
    try (CallWindow window = CallWindow.enter(timer, deadline, cancellation)) {
      reason = window.givenUp();
      if (reason == null) {
        result = work.run(() -> window.givenUp() != null);
        reason = window.givenUp();
      }
    }
    if (result != null && (reason == null || !(result instanceof WebResult.Failed<T>))) {
      return result;
    }
    return givenUp(reason == null ? Reason.CANCELLED : reason, result);
  }

  private static <T> WebResult<T> givenUp(Reason reason, @Nullable WebResult<T> result) {
    Integer status = result == null ? null : result.status();
    return switch (reason) {
      case TIMEOUT, SILENCE ->
          new WebResult.Failed<>(
              CallOutcome.TIMEOUT, status, "It took too long, and was given up.");
      case STRAGGLER ->
          new WebResult.Failed<>(
              CallOutcome.STRAGGLER, status, "The run no longer waited for this.");
      case CANCELLED ->
          new WebResult.Failed<>(CallOutcome.CANCELLED, status, "The run was given up.");
    };
  }
}
