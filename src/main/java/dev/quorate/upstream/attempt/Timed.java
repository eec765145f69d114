package dev.quorate.upstream.attempt;

import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.ModelRequest;

/** Counts and times every line a call caused, once, when it is over. */
final class Timed implements ModelCaller {
  private final ModelCaller next;
  private final CallMeters meters;

  Timed(ModelCaller next, CallMeters meters) {
    this.next = next;
    this.meters = meters;
  }

  @Override
  public CallReport call(
      ModelRequest request, CommittedIntent first, CallJournal journal, CallTerms terms) {
    CallReport report = next.call(request, first, journal, terms);
    report.lines().forEach(meters::count);
    return report;
  }
}
