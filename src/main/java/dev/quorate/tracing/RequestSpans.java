package dev.quorate.tracing;

import dev.quorate.billing.RequestOpening;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the spans of requests and of their calls. */
@Singleton
class RequestSpans {
  private static final String PARENT = "traceparent";

  private final Telemetry telemetry;
  private final Clock clock;

  @Inject
  RequestSpans(Telemetry telemetry, Clock clock) {
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** A span that began when the request arrived, below the caller's own where it named one. */
  Span begin(RequestOpening opening) {
    SpanBuilder builder =
        telemetry
            .tracer()
            .spanBuilder("invoke_agent " + opening.modelAsked())
            .setParent(parent(opening.traceParent()))
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(opening.receivedAt())
            .setAttribute(SpanNames.OPERATION, "invoke_agent")
            .setAttribute(SpanNames.MODEL, opening.modelAsked())
            .setAttribute(SpanNames.REQUEST, opening.id().asRequest())
            .setAttribute(SpanNames.WORKSPACE, opening.attribution().workspace().toString())
            .setAttribute(SpanNames.ENDPOINT, opening.endpoint());
    if (opening.preset() != null) {
      builder.setAttribute(SpanNames.PRESET, opening.preset());
    }
    if (opening.attribution().project() != null) {
      builder.setAttribute(SpanNames.PROJECT, opening.attribution().project().toString());
    }
    return builder.startSpan();
  }

  /**
   * A call's whole span, once it has ended. Its times follow from the measured latency, so it lies
   * where the call did.
   *
   * @param used whether its text went into a later call or the reply
   */
  void call(Span request, Instant endedAt, SettledCall settled, boolean used) {
    PlannedCall call = settled.call();
    CallEnding ending = settled.ending();
    SpanBuilder builder =
        telemetry
            .tracer()
            .spanBuilder("chat " + call.model().slug())
            .setParent(Context.root().with(request))
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(endedAt.minus(ending.latency()))
            .setAttribute(SpanNames.OPERATION, "chat")
            .setAttribute(SpanNames.PROVIDER, call.model().provider().id())
            .setAttribute(SpanNames.MODEL, call.model().slug().toString())
            .setAttribute(SpanNames.MAX_TOKENS, call.outputBound())
            .setAttribute(SpanNames.CALL, settled.callId().toString())
            .setAttribute(SpanNames.ROLE, SpanNames.word(call.role()))
            .setAttribute(SpanNames.ATTEMPT, (long) call.attempt())
            .setAttribute(SpanNames.OUTCOME, SpanNames.word(ending.outcome()))
            .setAttribute(SpanNames.USED, used)
            .setAttribute(SpanNames.COST, settled.amount().usd().toPlainString())
            .setAttribute(SpanNames.INPUT, ending.usage().totalInput())
            .setAttribute(SpanNames.CACHE_READ, ending.usage().cacheReadTokens())
            .setAttribute(SpanNames.CACHE_WRITE, ending.usage().cacheWriteTokens())
            .setAttribute(SpanNames.OUTPUT, ending.usage().totalOutput());
    addWhatThereIs(builder, call, ending);
    Span span = builder.startSpan();
    if (ending.outcome() != CallOutcome.OK) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(endedAt);
  }

  private static void addWhatThereIs(SpanBuilder builder, PlannedCall call, CallEnding ending) {
    if (call.panelIndex() != null) {
      builder.setAttribute(SpanNames.SEAT, call.panelIndex().longValue());
    }
    if (ending.upstreamStatus() != null) {
      builder.setAttribute(SpanNames.HTTP_STATUS, ending.upstreamStatus().longValue());
    }
    if (ending.providerRequestId() != null) {
      builder.setAttribute(SpanNames.RESPONSE_ID, ending.providerRequestId());
    }
    Duration firstToken = ending.firstToken();
    if (firstToken != null) {
      builder.setAttribute(SpanNames.FIRST_TOKEN, firstToken.toMillis());
    }
    if (ending.outcome() != CallOutcome.OK) {
      builder.setAttribute(SpanNames.ERROR_TYPE, SpanNames.word(ending.outcome()));
    }
  }

  Instant now() {
    return clock.instant();
  }

  private static Context parent(@Nullable String traceParent) {
    return traceParent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), traceParent, new OneHeader());
  }

  /** Reads a carrier that is the one header itself. */
  private static final class OneHeader implements TextMapGetter<String> {
    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(PARENT);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals(PARENT) ? carrier : null;
    }
  }
}
