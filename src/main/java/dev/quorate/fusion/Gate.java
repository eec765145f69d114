package dev.quorate.fusion;

import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether enough of a panel answered, and what the run failed of when not. */
final class Gate {
  /** The run was given up from outside. */
  static final Ending.Failure CANCELLED =
      new Ending.Failure(Status.CANCELLED, ErrorCode.RUN_CANCELLED, "The run was given up.", null);

  private Gate() {}

  /** Null when the run goes on. */
  static Ending.@Nullable Failure refusal(RunPlan plan, Panel.End panel) {
    if (panel.givenUp()) {
      return new Ending.Failure(
          Status.CANCELLED, ErrorCode.OVERLOADED, "The gateway is stopping; the run ended.", null);
    }
    long usable = panel.answers().stream().filter(PanelAnswer.Usable.class::isInstance).count();
    if (usable >= plan.minAnswers()) {
      return null;
    }
    return usable == 0 ? noneUsable(panel.answers()) : tooFew(plan, usable);
  }

  private static Ending.Failure tooFew(RunPlan plan, long usable) {
    return failed(
        ErrorCode.MIN_ANSWERS_NOT_MET,
        "%d of %d panel models gave a usable answer; fusion.min_answers is %d."
            .formatted(usable, plan.panel().size(), plan.minAnswers()));
  }

  private static Ending.Failure noneUsable(List<PanelAnswer> answers) {
    List<CallResult.Failed> failures =
        answers.stream()
            .map(answer -> answer.report().result())
            .filter(CallResult.Failed.class::isInstance)
            .map(CallResult.Failed.class::cast)
            .toList();
    // An empty answer is no failure of a call, so then there is nothing that holds for all.
    return failures.size() < answers.size() ? allFailed() : sameForAll(failures);
  }

  private static Ending.Failure sameForAll(List<CallResult.Failed> failures) {
    if (all(failures, FailureKind.REJECTED)) {
      return failed(
          ErrorCode.REJECTED_BY_PANEL,
          "Every panel model refused the request as invalid. " + failures.getFirst().message());
    }
    if (all(failures, FailureKind.RATE_LIMITED)) {
      return new Ending.Failure(
          Status.FAILED,
          ErrorCode.PANEL_RATE_LIMITED,
          "Every panel model's provider refused for its rate.",
          longestWait(failures));
    }
    if (all(failures, FailureKind.SILENT)) {
      return failed(
          ErrorCode.PROVIDER_TIMEOUT, "Every panel model's provider was silent for too long.");
    }
    if (failures.stream().allMatch(Gate::isLate)) {
      return failed(
          ErrorCode.RUN_DEADLINE, "No panel model answered before the deadline of the run.");
    }
    return allFailed();
  }

  private static boolean isLate(CallResult.Failed failed) {
    return failed.kind() == FailureKind.TIMEOUT || failed.kind() == FailureKind.SILENT;
  }

  private static boolean all(List<CallResult.Failed> failures, FailureKind kind) {
    return failures.stream().allMatch(failed -> failed.kind() == kind);
  }

  private static @Nullable Duration longestWait(List<CallResult.Failed> failures) {
    Duration longest = null;
    for (CallResult.Failed failed : failures) {
      Duration wait = failed.retryAfter();
      if (wait != null && (longest == null || wait.compareTo(longest) > 0)) {
        longest = wait;
      }
    }
    return longest;
  }

  private static Ending.Failure allFailed() {
    return failed(ErrorCode.ALL_PANELS_FAILED, "No panel model gave a usable answer.");
  }

  private static Ending.Failure failed(ErrorCode code, String message) {
    return new Ending.Failure(Status.FAILED, code, message, null);
  }
}
