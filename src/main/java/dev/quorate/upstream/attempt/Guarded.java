package dev.quorate.upstream.attempt;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Failed;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stops calling a model of a provider that keeps failing, for a while. Only faults of the provider
 * count: what a caller asked wrongly, gave up or limited too tightly says nothing about it.
 */
final class Guarded implements UpstreamCall {
  private static final int PROBES = 3;

  private final UpstreamCall next;
  private final UpstreamSettings.Breaker settings;
  private final LoadingCache<CalledModel, CircuitBreaker> breakers;

  Guarded(UpstreamCall next, UpstreamSettings settings) {
    this.next = next;
    this.settings = settings.breaker();
    CircuitBreakerConfig config = config(settings.breaker());
    this.breakers =
        Caffeine.newBuilder()
            .maximumSize(settings.trackedModels())
            .build(model -> CircuitBreaker.of(model.toString(), config));
  }

  private static CircuitBreakerConfig config(UpstreamSettings.Breaker settings) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(settings.window(), settings.minCalls(), SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(settings.failurePercent())
        .waitDurationInOpenState(settings.openFor())
        .permittedNumberOfCallsInHalfOpenState(PROBES)
        .writableStackTraceEnabled(false)
        .build();
  }

  @Override
  public Attempt send(Order order) {
    CircuitBreaker breaker = breakers.get(CalledModel.of(order));
    if (!breaker.tryAcquirePermission()) {
      return Attempt.notSent(
          "The provider failed repeatedly and is not called for now.", settings.openFor());
    }
    Duration given = order.deadline().remaining();
    boolean told = false;
    try {
      Attempt attempt = next.send(order);
      tell(breaker, attempt, given);
      told = true;
      return attempt;
    } finally {
      if (!told) {
        breaker.releasePermission();
      }
    }
  }

  private void tell(CircuitBreaker breaker, Attempt attempt, Duration given) {
    long nanos = attempt.ending().latency().toNanos();
    if (attempt.result() instanceof CallResult.Answered) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else if (attempt.result() instanceof Failed failed && isProvidersFault(failed, given)) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new ProviderFault());
    } else {
      breaker.releasePermission();
    }
  }

  /** Whether the failure says that the provider is unwell. */
  private boolean isProvidersFault(Failed failed, Duration given) {
    return switch (failed.kind()) {
      case UNREACHABLE, BROKEN_REPLY, OVERLOADED, SILENT -> true;
      case PROVIDER_ERROR -> failed.status() == null || failed.status() >= 500;
      case TIMEOUT -> given.compareTo(settings.timeoutCountsFrom()) >= 0;
      case REJECTED, RATE_LIMITED, CREDENTIAL, STRAGGLER, CANCELLED, NOT_SENT -> false;
    };
  }

  /** The breaker wants a throwable; nobody ever sees it, so it has no stack. */
  private static final class ProviderFault extends Exception {
    private static final long serialVersionUID = 1L;

    ProviderFault() {
      super("provider fault", null, false, false);
    }
  }
}
