package dev.quorate.tracing;

import dev.quorate.billing.OpenRequest;
import dev.quorate.billing.RequestStatus;
import dev.quorate.billing.budget.Headroom;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open request that notes when its calls end and tells all of it when it is closed: only then is
 * it known which calls were of use.
 */
final class TracedRequest implements OpenRequest {
  private final OpenRequest request;
  private final Span span;
  private final RequestSpans spans;

  // Guarded by itself.
  private final Map<UUID, Ended> ended = new LinkedHashMap<>();

  private record Ended(SettledCall call, Instant at) {}

  TracedRequest(OpenRequest request, Span span, RequestSpans spans) {
    this.request = request;
    this.span = span;
    this.spans = spans;
  }

  @Override
  public List<CommittedIntent> firstWave() {
    return request.firstWave();
  }

  @Override
  public @Nullable Headroom headroom() {
    return request.headroom();
  }

  @Override
  public CommittedIntent next(PlannedCall call) {
    return request.next(call);
  }

  @Override
  public List<CommittedIntent> nextAll(List<PlannedCall> calls) {
    return request.nextAll(calls);
  }

  @Override
  public SettledCall settle(CommittedIntent intent, CallEnding ending) {
    SettledCall settled = request.settle(intent, ending);
    synchronized (ended) {
      ended.putIfAbsent(settled.callId(), new Ended(settled, spans.now()));
    }
    return settled;
  }

  @Override
  public void close(RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    try {
      request.close(status, usedCalls, code);
    } finally {
      tell(status, usedCalls, code);
    }
  }

  private void tell(RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    List<Ended> calls;
    synchronized (ended) {
      calls = List.copyOf(ended.values());
    }
    Money total = Money.ZERO;
    for (Ended call : calls) {
      spans.call(span, call.at(), call.call(), usedCalls.contains(call.call().callId()));
      total = total.plus(call.call().amount());
    }
    span.setAttribute(SpanNames.STATUS, SpanNames.word(status));
    span.setAttribute(SpanNames.CALLS, (long) calls.size());
    span.setAttribute(SpanNames.COST, total.usd().toPlainString());
    if (status == RequestStatus.FAILED) {
      span.setStatus(StatusCode.ERROR);
    }
    if (code != null) {
      span.setAttribute(SpanNames.ERROR_TYPE, SpanNames.word(code));
    }
    span.end();
  }
}
