package dev.quorate.upstream.attempt;

import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.Cancellation.Reason;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Lets a send run until it ends, its deadline passes or the run gives it up. */
final class WithinDeadline implements Wire {
  private final Wire next;
  private final ScheduledExecutorService timer;

  WithinDeadline(Wire next, ScheduledExecutorService timer) {
    this.next = next;
    this.timer = timer;
  }

  @Override
  public Sent send(Order order) {
    Sent sent;
    Reason reason;
    try (CallWindow window = CallWindow.enter(timer, order.deadline(), order.cancellation())) {
      reason = window.givenUp();
      if (reason != null) {
        return new Sent.Lost(TransportFault.NOT_BEGUN, Duration.ZERO, reason);
      }
      sent = next.send(order);
      reason = window.givenUp();
    }
    return switch (sent) {
      // An answer that was whole before we gave up is an answer; only a broken wait is ours.
      case Sent.Arrived arrived when arrived.exchange().whole() -> arrived;
      case Sent.Arrived arrived -> new Sent.Arrived(arrived.exchange(), arrived.latency(), reason);
      case Sent.Lost lost -> new Sent.Lost(lost.fault(), lost.latency(), reason);
    };
  }
}
