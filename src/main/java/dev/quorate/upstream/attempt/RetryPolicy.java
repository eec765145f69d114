package dev.quorate.upstream.attempt;

import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed attempt may be made once more, and after which wait. Full jitter: a random part
 * of the longest wait, so that callers who failed together do not come back together.
 */
final class RetryPolicy {
  /** A retry with less time than this is not worth a line on the bill. */
  private static final Duration LEAST_TIME = Duration.ofMillis(100);

  /** A provider that was silent has used much of the time; the next one needs some of it. */
  private static final Duration LEAST_TIME_AFTER_SILENCE = Duration.ofSeconds(1);

  private final Duration jitter;
  private final DoubleSupplier random;

  /**
   * @param random from 0 inclusive to 1 exclusive
   */
  RetryPolicy(Duration jitter, DoubleSupplier random) {
    this.jitter = jitter;
    this.random = random;
  }

  /** Whether a refusal says that another attempt is welcome and cannot double the work. */
  static boolean asksToComeAgain(FailureKind kind) {
    return kind == FailureKind.RATE_LIMITED || kind == FailureKind.OVERLOADED;
  }

  /**
   * Whether the model's next provider may do what this one could not. What the request itself is to
   * blame for, it is to blame for everywhere; what may have been worked on is not made twice.
   */
  static boolean mayFareBetterElsewhere(Attempt attempt, Duration remaining) {
    if (!(attempt.result() instanceof Failed failed) || remaining.compareTo(LEAST_TIME) < 0) {
      return false;
    }
    return switch (failed.kind()) {
      case NOT_SENT, UNREACHABLE, RATE_LIMITED, OVERLOADED, CREDENTIAL -> true;
      // Without a status it is our own fault that ended it.
      case PROVIDER_ERROR -> failed.status() != null;
      case SILENT -> remaining.compareTo(LEAST_TIME_AFTER_SILENCE) >= 0;
      case REJECTED, BROKEN_REPLY, TIMEOUT, STRAGGLER, CANCELLED -> false;
    };
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
