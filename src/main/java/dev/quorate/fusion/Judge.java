package dev.quorate.fusion;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the usable answers to the judge and takes its text. One retry of its own, on top of what
 * the call's retry did, where another attempt can help and there is time for it. Whatever goes
 * wrong here, the panel's answers are kept.
 */
final class Judge {
  /** A reason of a run whose judge needed its second call. */
  static final String RETRIED = "judge_retried";

  /** A reason of a run whose judge gave no text. */
  static final String FAILED = "judge_failed";

  private static final System.Logger LOG = System.getLogger(Judge.class.getName());

  /** Less time than this is not worth another attempt. */
  private static final Duration LEAST_TIME_FOR_RETRY = Duration.ofSeconds(5);

  private final ModelCaller caller;
  private final JudgeRequests requests;
  private final Timekeeper time;

  Judge(ModelCaller caller, JudgeRequests requests, Timekeeper time) {
    this.caller = caller;
    this.requests = requests;
    this.time = time;
  }

  /** What is to be judged. */
  record Case(RunPlan plan, RunPlan.JudgeSeat seat, List<PanelAnswer.Usable> usable) {}

  Judgement judge(Case matter, Course course, AnswerFlow flow) {
    RunPlan plan = matter.plan();
    if (matter.usable().size() == 1 && !matter.seat().judgeSingle()) {
      return new Judgement.NotDue();
    }
    Sitting sitting = new Sitting(matter, course, flow);
    try {
      return sitting.hear(requests.write(plan, matter.seat(), matter.usable()));
    } catch (GatewayException refused) {
      return sitting.missing(refused.code());
    } catch (RuntimeException broken) {
      LOG.log(
          System.Logger.Level.ERROR,
          "judge of {0} broke: {1}",
          plan.requestId().asRun(),
          broken.getClass().getName());
      return sitting.missing(null);
    }
  }

  /** One run's judge at work. */
  private final class Sitting {
    private final RunPlan plan;
    private final RunPlan.JudgeSeat seat;
    private final Course course;
    private final AnswerFlow flow;
    private final long start = time.nanoTime();
    private final List<CallReport> calls = new ArrayList<>();

    Sitting(Case matter, Course course, AnswerFlow flow) {
      this.plan = matter.plan();
      this.seat = matter.seat();
      this.course = course;
      this.flow = flow;
    }

    /**
     * Calls the judge, once or twice.
     *
     * @throws GatewayException when the ledger cannot take the intent
     */
    Judgement hear(ModelRequest request) {
      if (!time.until(plan.deadline()).isPositive()
          || course.control().cancellation().isCancelled()) {
        return missing(null);
      }
      CallReport first = call(request, seat.call());
      if (hasNoText(first) && mayRetry(first)) {
        PlannedCall last = first.lines().isEmpty() ? seat.call() : first.last().call();
        call(request, last.nextAttempt());
      }
      return calls.getLast().result() instanceof CallResult.Answered answer && !answer.empty()
          ? new Judgement.Given(
              List.copyOf(calls), time.since(start), answer.text(), answer.finish())
          : missing(null);
    }

    private CallReport call(ModelRequest request, PlannedCall attempt) {
      CallJournal journal = course.journal();
      CommittedIntent intent = journal.next(attempt);
      flow.restart();
      CallReport report =
          new RunningCall(request, intent, journal, time)
              .make(caller, plan.deadline(), flow.sink(), course.control().cancellation());
      calls.add(report);
      return report;
    }

    private boolean mayRetry(CallReport report) {
      return !flow.hasBegun()
          && time.until(plan.deadline()).compareTo(LEAST_TIME_FOR_RETRY) >= 0
          && canHelp(report.result());
    }

    /**
     * No judgement.
     *
     * @param refused why a call could not be made, or null when the calls that were made failed
     */
    Judgement missing(@Nullable ErrorCode refused) {
      List<String> reasons = new ArrayList<>();
      if (!calls.isEmpty() || refused == null) {
        reasons.add(FAILED);
      }
      if (refused != null) {
        reasons.add(refused.code());
      }
      return new Judgement.Missing(List.copyOf(calls), time.since(start), reasons, flow.hasBegun());
    }
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
            case UNREACHABLE, BROKEN_REPLY, TIMEOUT -> true;
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
