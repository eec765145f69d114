package dev.quorate.fusion;

import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The outcome of a run that is one call. An empty answer is an answer here: nothing stands beside
 * it.
 */
final class DirectCall {
  private DirectCall() {}

  static RunOutcome outcome(RunPlan plan, CallReport report, Duration took) {
    RunPlan.Seat seat = plan.panel().getFirst();
    RunOutcome.Timing timing = new RunOutcome.Timing(took, Duration.ZERO);
    return switch (report.result()) {
      case CallResult.Answered answered ->
          new RunOutcome(
              plan,
              new Ending.Answer(
                  Status.SINGLE, "", answered.text(), answered.finish(), answered.toolCalls()),
              List.of(new PanelAnswer.Usable(seat, report, answered.text(), answered.finish())),
              RunOutcome.Judging.NONE,
              List.of(),
              Set.<UUID>of(report.last().callId()),
              List.of(),
              timing);
      case CallResult.Failed failed -> {
        Ending.Failure failure = failure(failed);
        yield new RunOutcome(
            plan,
            failure,
            List.of(PanelAnswer.of(seat, report)),
            RunOutcome.Judging.NONE,
            List.of(failure.code().code()),
            Set.of(),
            List.of(),
            timing);
      }
    };
  }

  static Ending.Failure failure(CallResult.Failed failed) {
    ErrorCode code =
        switch (failed.kind()) {
          case REJECTED -> ErrorCode.REJECTED_BY_PROVIDER;
          case RATE_LIMITED -> ErrorCode.PROVIDER_RATE_LIMITED;
          case TIMEOUT -> ErrorCode.RUN_DEADLINE;
          case SILENT -> ErrorCode.PROVIDER_TIMEOUT;
          case NOT_SENT -> ErrorCode.PROVIDER_UNAVAILABLE;
          case CREDENTIAL, OVERLOADED, PROVIDER_ERROR, UNREACHABLE, BROKEN_REPLY, STRAGGLER ->
              ErrorCode.UPSTREAM_ERROR;
          case CANCELLED -> ErrorCode.RUN_CANCELLED;
        };
    Status status = failed.kind() == FailureKind.CANCELLED ? Status.CANCELLED : Status.FAILED;
    return new Ending.Failure(status, code, failed.message(), failed.retryAfter());
  }
}
