package dev.quorate.tracing;

import dev.quorate.billing.Ledger;
import dev.quorate.billing.OpenRequest;
import dev.quorate.billing.RequestOpening;
import dev.quorate.billing.RequestRefusal;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** The ledger with a span around each request. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
class TracedLedger implements Ledger {
  private final Ledger ledger;
  private final RequestSpans spans;

  @Inject
  TracedLedger(@Delegate Ledger ledger, RequestSpans spans) {
    this.ledger = ledger;
    this.spans = spans;
  }

  @Override
  public OpenRequest open(RequestOpening opening) {
    Span span = spans.begin(opening);
    if (!span.isRecording()) {
      return ledger.open(opening);
    }
    try {
      return new TracedRequest(ledger.open(opening), span, spans);
    } catch (RuntimeException refused) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute(SpanNames.ERROR_TYPE, SpanNames.errorType(refused));
      span.end();
      throw refused;
    }
  }

  @Override
  public void refuse(RequestRefusal refusal) {
    ledger.refuse(refusal);
  }
}
