package dev.quorate.fusion;

import dev.quorate.fusion.RunControl.Course;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one reader of the panel's answers, judge or writer: its call, and one more where
 * another attempt can help, there is time for it and nobody has heard its first word.
 */
final class JudgeCalls {
  private static final System.Logger LOG = System.getLogger(JudgeCalls.class.getName());

  /** Less time than this is not worth another attempt. */
  private static final Duration LEAST_TIME_FOR_RETRY = Duration.ofSeconds(5);

  private final ModelCaller caller;
  private final Timekeeper time;
  private final RunPlan plan;
  private final Course course;
  private final AnswerFlow flow;
  private final long start;
  private final List<CallReport> calls = new ArrayList<>();
  private boolean retried;
  private @Nullable ErrorCode refused;

  JudgeCalls(ModelCaller caller, Timekeeper time, RunPlan plan, Course course, AnswerFlow flow) {
    this.caller = caller;
    this.time = time;
    this.plan = plan;
    this.course = course;
    this.flow = flow;
    this.start = time.nanoTime();
  }

  /**
   * The model's text, or null when it gave none. Whatever goes wrong here, the panel's answers are
   * kept.
   *
   * @param request written only when there is time for the call
   */
  CallResult.@Nullable Answered hear(Supplier<ModelRequest> request, PlannedCall planned) {
    try {
      return heard(request, planned);
    } catch (GatewayException refusal) {
      refused = refusal.code();
    } catch (RuntimeException broken) {
      LOG.log(
          System.Logger.Level.ERROR,
          "judge of {0} broke: {1}",
          plan.requestId().asRun(),
          broken.getClass().getName());
    }
    return null;
  }

  private CallResult.@Nullable Answered heard(Supplier<ModelRequest> written, PlannedCall planned) {
    if (!time.until(plan.deadline()).isPositive()
        || course.control().cancellation().isCancelled()) {
      return null;
    }
    ModelRequest request = written.get();
    CallReport first = call(request, planned);
    if (hasNoText(first) && mayRetry(first)) {
      call(request, lastOf(first, planned).nextAttempt(planned.model()));
      retried = true;
    }
    return calls.getLast().result() instanceof CallResult.Answered answer && !answer.empty()
        ? answer
        : null;
  }

  /** The model's last call; its report may end with a web call. */
  private static PlannedCall lastOf(CallReport report, PlannedCall planned) {
    return report.lines().stream()
        .map(SettledCall::call)
        .filter(call -> call.role() == planned.role())
        .reduce(planned, (earlier, later) -> later);
  }

  private CallReport call(ModelRequest request, PlannedCall attempt) {
    CallJournal journal = course.journal();
    CommittedIntent intent = journal.next(attempt);
    flow.restart();
    Deadline until = plan.deadline();
    CallReport report =
        new RunningCall(request, intent, journal, time)
            .make(caller, until, flow.sink(), course.control().cancellation());
    calls.add(report);
    return report;
  }

  /** Every call, in order; empty when the ledger could not commit the first. */
  List<CallReport> made() {
    return List.copyOf(calls);
  }

  /** Whether a second call was needed because the first gave no text. */
  boolean retried() {
    return retried;
  }

  Duration took() {
    return time.since(start);
  }

  /**
   * Why there is no text, as words of the report.
   *
   * @param failed the word for calls that were made and failed
   */
  List<String> reasons(String failed) {
    List<String> reasons = new ArrayList<>();
    if (!calls.isEmpty() || refused == null) {
      reasons.add(failed);
    }
    if (refused != null) {
      reasons.add(refused.code());
    }
    return reasons;
  }

  private boolean mayRetry(CallReport report) {
    return !flow.hasBegun()
        && time.until(plan.deadline()).compareTo(LEAST_TIME_FOR_RETRY) >= 0
        && canHelp(report.result());
  }

  private static boolean hasNoText(CallReport report) {
    return !(report.result() instanceof CallResult.Answered answered) || answered.empty();
  }

  /** Whether the same request may fare better a moment later. */
  private static boolean canHelp(CallResult result) {
    return switch (result) {
      case CallResult.Answered _ -> true;
      case CallResult.Failed failed ->
          switch (failed.kind()) {
            case UNREACHABLE, BROKEN_REPLY, OVERLOADED, TIMEOUT, SILENT -> true;
            // A 4xx says the same thing again.
            case PROVIDER_ERROR -> !isClientError(failed.status());
            // The provider named a time that the call's own retry could not wait for.
            case RATE_LIMITED -> failed.retryAfter() == null;
            case REJECTED, CREDENTIAL, STRAGGLER, CANCELLED, NOT_SENT -> false;
          };
    };
  }

  private static boolean isClientError(@Nullable Integer status) {
    return status != null && status >= 400 && status < 500 && status != 408;
  }
}
