package dev.quorate.tracing;

import dev.quorate.billing.Ledger;
import dev.quorate.billing.OpenRequest;
import dev.quorate.billing.RequestOpening;
import dev.quorate.billing.RequestRefusal;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The ledger as the other rooms get it: with a span around each request. */
@Singleton
class TracedLedger implements Ledger {
  private final Ledger ledger;
  private final RequestSpans spans;

  @Inject
  TracedLedger(@Ledger.Written Ledger ledger, RequestSpans spans) {
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
