package dev.quorate.upstream.attempt;

import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.Exchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending. */
sealed interface Sent {
  /** From just before the send to its end. */
  Duration latency();

  /** Why we gave it up; null when it ended by itself. */
  @Nullable Reason givenUp();

  /**
   * A status line arrived, and perhaps more.
   *
   * @param firstToken from just before the send to the first piece of a streamed answer
   */
  record Arrived(
      Exchange exchange, Duration latency, @Nullable Duration firstToken, @Nullable Reason givenUp)
      implements Sent {}

  /** Nothing arrived. */
  record Lost(TransportFault fault, Duration latency, @Nullable Reason givenUp) implements Sent {}
}
