package dev.quorate.billing;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.call.PlannedCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first transaction of a request writes.
 *
 * @param endpoint {@code responses} or {@code chat.completions}
 * @param modelAsked the string the caller sent as {@code model}
 * @param preset {@code slug@3} where the request used one
 * @param receivedAt when the request arrived, from the gateway's clock
 * @param calls the first wave; none where what is to be called follows on what is kept
 * @param hold the worst case of everything planned
 * @param maxCost what hold and top-ups may come to at most; null: no bound of the request's own
 * @param traceParent W3C trace context as the caller sent it; null for none. Not written
 */
public record RequestOpening(
    RequestId id,
    Attribution attribution,
    String endpoint,
    String modelAsked,
    @Nullable String preset,
    Instant receivedAt,
    List<PlannedCall> calls,
    Money hold,
    @Nullable Money maxCost,
    @Nullable String traceParent) {
  public RequestOpening {
    calls = List.copyOf(calls);
  }
}
