package dev.quorate.kernel.call;

import dev.quorate.kernel.TokenUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, before it has a price.
 *
 * @param usage {@link TokenUsage#ZERO} when the source is {@code NONE}
 * @param upstreamStatus HTTP status, null when none arrived
 * @param providerRequestId the provider's own id for the call, null when it gave none
 * @param latency from just before the send to the ending
 * @param firstToken from just before the send to the first text, null when not streamed
 */
public record CallEnding(
    CallOutcome outcome,
    TokenUsage usage,
    UsageSource usageSource,
    @Nullable Integer upstreamStatus,
    @Nullable String providerRequestId,
    Duration latency,
    @Nullable Duration firstToken) {

  /** An ending that costs nothing. */
  public static CallEnding free(
      CallOutcome outcome, @Nullable Integer upstreamStatus, Duration latency) {
    return new CallEnding(
        outcome, TokenUsage.ZERO, UsageSource.NONE, upstreamStatus, null, latency, null);
  }
}
