package dev.quorate.upstream.attempt;

import dev.quorate.upstream.CallResult.Failed;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed attempt may be made once more, and after which wait. Full jitter: a random part
 * of the longest wait, so that callers who failed together do not come back together.
 */
final class RetryPolicy {
  /** Rate limited, bad gateway, unavailable, overloaded: the provider did not do the work. */
  private static final Set<Integer> COME_AGAIN = Set.of(429, 502, 503, 529);

  /** A retry with less time than this is not worth a line on the bill. */
  private static final Duration LEAST_TIME = Duration.ofMillis(100);

  private final Duration jitter;
  private final DoubleSupplier random;

  /**
   * @param random from 0 inclusive to 1 exclusive
   */
  RetryPolicy(Duration jitter, DoubleSupplier random) {
    this.jitter = jitter;
    this.random = random;
  }

  /** Whether a status says that another attempt is welcome and cannot double the work. */
  static boolean asksToComeAgain(int status) {
    return COME_AGAIN.contains(status);
  }

  /**
   * The wait before the one retry, or null when there is none: the failure is no such failure, or
   * what the provider asked for does not fit into the time that is left.
   */
  @Nullable Duration waitAfter(Attempt attempt, Duration remaining) {
    if (!(attempt.repeatable() && attempt.result() instanceof Failed failed)) {
      return null;
    }
    Duration spread = Duration.ofNanos((long) (jitter.toNanos() * random.getAsDouble()));
    Duration asked = failed.retryAfter();
    // After a wait that was asked for, a tenth of the spread is enough to come one by one.
    Duration wait = asked == null ? spread : asked.plus(spread.dividedBy(10));
    return wait.plus(LEAST_TIME).compareTo(remaining) <= 0 ? wait : null;
  }
}
