package dev.quorate.upstream.attempt;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.quorate.upstream.CallWindow;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Lets only so many calls to one model of one provider run at once, as the provider's {@code
 * concurrency} says. Who finds no slot in time is not sent.
 */
final class Limited implements UpstreamCall {
  private final UpstreamCall next;
  private final ScheduledExecutorService timer;
  private final LoadingCache<Key, Bulkhead> slots;

  /** Another concurrency is another set of slots: those of the old one run out. */
  private record Key(CalledModel model, int concurrency) {}

  Limited(UpstreamCall next, ScheduledExecutorService timer, UpstreamSettings settings) {
    this.next = next;
    this.timer = timer;
    this.slots =
        Caffeine.newBuilder()
            .maximumSize(settings.trackedModels())
            .build(key -> slots(key, settings.slotWait()));
  }

  private static Bulkhead slots(Key key, Duration wait) {
    BulkheadConfig config =
        BulkheadConfig.custom()
            .maxConcurrentCalls(key.concurrency())
            .maxWaitDuration(wait)
            .writableStackTraceEnabled(false)
            .build();
    return Bulkhead.of(key.model().toString(), config);
  }

  @Override
  public Attempt send(Order order) {
    Bulkhead bulkhead = slots.get(new Key(CalledModel.of(order), order.target().concurrency()));
    try (CallWindow window = CallWindow.enter(timer, order.deadline(), order.cancellation())) {
      if (!bulkhead.tryAcquirePermission()) {
        Attempt unsent = Attempt.notSent("The provider's slots are all taken.", null);
        var reason = window.givenUp();
        return reason == null ? unsent : unsent.givenUp(reason);
      }
    }
    try {
      return next.send(order);
    } finally {
      bulkhead.onComplete();
    }
  }
}
