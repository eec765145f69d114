package dev.quorate.upstream.attempt;

import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.Cancellation.Reason;
import java.util.concurrent.ScheduledExecutorService;

/** Lets an attempt run until it ends, its deadline passes or the run gives it up. */
final class WithinDeadline implements UpstreamCall {
  private final UpstreamCall next;
  private final ScheduledExecutorService timer;

  WithinDeadline(UpstreamCall next, ScheduledExecutorService timer) {
    this.next = next;
    this.timer = timer;
  }

  @Override
  public Attempt send(Order order) {
    Attempt attempt;
    Reason reason;
    try (CallWindow window = CallWindow.enter(timer, order.deadline(), order.cancellation())) {
      reason = window.givenUp();
      if (reason != null) {
        return Attempt.notSent("Nobody waited any more.", null).givenUp(reason);
      }
      attempt = next.send(order);
      reason = window.givenUp();
    }
    // An answer that was whole before we gave up is an answer; only a broken wait is ours.
    return reason == null || attempt.whole() ? attempt : attempt.givenUp(reason);
  }
}
