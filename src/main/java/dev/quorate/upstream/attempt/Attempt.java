package dev.quorate.upstream.attempt;

import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: for the run and for the ledger.
 *
 * @param repeatable the provider cannot have worked on it, or asked us to come again
 */
record Attempt(CallResult result, CallEnding ending, boolean repeatable) {

  /** Nothing left for the provider: no breaker permit, no slot, nobody waiting any more. */
  static Attempt notSent(String message, @Nullable Duration retryAfter) {
    return new Attempt(
        new Failed(FailureKind.NOT_SENT, null, message, retryAfter),
        CallEnding.free(CallOutcome.NOT_SENT, null, Duration.ZERO),
        false);
  }

  /** The same attempt as it reads when we ended it: its tokens stay what they are. */
  Attempt givenUp(Reason reason) {
    CallEnding e = ending;
    CallEnding ours =
        new CallEnding(
            outcome(reason),
            e.usage(),
            e.usageSource(),
            e.upstreamStatus(),
            e.providerRequestId(),
            e.latency(),
            e.firstToken());
    Failed failed = new Failed(kind(reason), e.upstreamStatus(), sentence(reason), null);
    return new Attempt(failed, ours, false);
  }

  private static CallOutcome outcome(Reason reason) {
    return switch (reason) {
      case TIMEOUT, SILENCE -> CallOutcome.TIMEOUT;
      case STRAGGLER -> CallOutcome.STRAGGLER;
      case CANCELLED -> CallOutcome.CANCELLED;
    };
  }

  private static FailureKind kind(Reason reason) {
    return switch (reason) {
      case TIMEOUT -> FailureKind.TIMEOUT;
      case SILENCE -> FailureKind.SILENT;
      case STRAGGLER -> FailureKind.STRAGGLER;
      case CANCELLED -> FailureKind.CANCELLED;
    };
  }

  private static String sentence(Reason reason) {
    return switch (reason) {
      case TIMEOUT -> "The provider did not answer before the deadline.";
      case SILENCE -> "The provider was silent for too long.";
      case STRAGGLER -> "The run no longer waited for this answer.";
      case CANCELLED -> "The run was given up.";
    };
  }
}
