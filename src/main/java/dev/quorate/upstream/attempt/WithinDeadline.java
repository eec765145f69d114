package dev.quorate.upstream.attempt;

import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.StreamListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Lets a send run until it ends, its deadline passes, the run gives it up or, when it is streamed,
 * the provider is silent for too long.
 */
final class WithinDeadline implements Wire {
  private final Wire next;
  private final ScheduledExecutorService timer;

  private final UpstreamSettings.Silence silence;

  WithinDeadline(Wire next, ScheduledExecutorService timer, UpstreamSettings.Silence silence) {
    this.next = next;
    this.timer = timer;
    this.silence = silence;
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
      StreamListener listener = order.listener();
      sent =
          next.send(
              listener == null ? order : order.heardBy(new Wakeful(listener, window, silence)));
      reason = window.givenUp();
    }
    return switch (sent) {
      // An answer that was whole before we gave up is an answer; only a broken wait is ours.
      case Sent.Arrived arrived when arrived.exchange().whole() -> arrived;
      case Sent.Arrived arrived ->
          new Sent.Arrived(arrived.exchange(), arrived.latency(), arrived.firstToken(), reason);
      case Sent.Lost lost -> new Sent.Lost(lost.fault(), lost.latency(), reason);
    };
  }
}
