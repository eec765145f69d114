package dev.quorate.fusion;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.AnswerSink;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.ModelRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call from its intent to its report. Whatever the caller behind it does, returning without
 * settling or throwing included, every intent of the call is settled once there is a report.
 */
final class RunningCall {
  static final String OUR_FAULT = "A fault of the gateway ended the call.";

  private static final System.Logger LOG = System.getLogger(RunningCall.class.getName());

  private final ModelRequest request;
  private final CommittedIntent intent;
  private final TrackedJournal journal;
  private final Timekeeper time;
  private final long start;
  private final Cancellation cancellation = new Cancellation();
  private final AtomicReference<@Nullable CallReport> report = new AtomicReference<>();

  RunningCall(ModelRequest request, CommittedIntent intent, CallJournal journal, Timekeeper time) {
    this.request = request;
    this.intent = intent;
    this.journal = new TrackedJournal(journal, intent);
    this.time = time;
    this.start = time.nanoTime();
  }

  /**
   * Makes the call on the present thread.
   *
   * @param sink takes the answer as it comes; null for a call that is not streamed
   */
  CallReport make(ModelCaller caller, Deadline deadline, @Nullable AnswerSink sink) {
    CallReport made;
    try {
      made = caller.call(request, intent, journal, new CallTerms(deadline, cancellation, sink));
      if (journal.hasOpenCalls()) {
        made = closed(made.result());
      }
    } catch (RuntimeException | Error broken) {
      log("broke: " + broken.getClass().getName());
      made = closed(new CallResult.Failed(FailureKind.PROVIDER_ERROR, null, OUR_FAULT, null));
    }
    return first(made);
  }

  /** Ends a call for which there was no thread. */
  CallReport notSent() {
    CallEnding ending = CallEnding.free(CallOutcome.NOT_SENT, null, Duration.ZERO);
    journal.settle(intent, ending);
    return first(
        closed(
            new CallResult.Failed(
                FailureKind.NOT_SENT, null, "The gateway had no thread for the call.", null)));
  }

  /** The same, given up with its run where its provider would not bill it anyway. */
  CallReport make(
      ModelCaller caller, Deadline deadline, @Nullable AnswerSink sink, RunCancellation run) {
    if (!intent.call().model().provider().drainsOnAbort()) {
      run.add(cancellation);
    }
    try {
      return make(caller, deadline, sink);
    } finally {
      run.remove(cancellation);
    }
  }

  void cancel(Cancellation.Reason reason) {
    cancellation.cancel(reason);
  }

  /** The report, or null while the call runs. */
  @Nullable CallReport report() {
    return report.get();
  }

  /** Stops waiting for a call that was cancelled and did not come back. */
  CallReport abandon() {
    log("did not come back after its cancel");
    FailureKind kind =
        switch (cancellation.reason()) {
          case STRAGGLER -> FailureKind.STRAGGLER;
          case TIMEOUT -> FailureKind.TIMEOUT;
          case SILENCE -> FailureKind.SILENT;
          case CANCELLED -> FailureKind.CANCELLED;
          case null -> FailureKind.PROVIDER_ERROR;
        };
    return first(closed(new CallResult.Failed(kind, null, "The call did not end in time.", null)));
  }

  private CallReport closed(CallResult result) {
    return new CallReport(result, journal.close(time.since(start)), time.since(start));
  }

  private CallReport first(CallReport made) {
    CallReport earlier = report.compareAndExchange(null, made);
    return earlier == null ? made : earlier;
  }

  private void log(String what) {
    LOG.log(System.Logger.Level.WARNING, "call {0} {1}", intent.callId(), what);
  }
}
