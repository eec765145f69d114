package dev.quorate.fusion;

import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The outcome of a panel and its judgement: status, reasons, and which lines were of use.
 *
 * @param usable the panel's usable answers in the caller's order
 */
record FusionRun(RunPlan plan, Panel.End panel, List<PanelAnswer.Usable> usable) {
  static final String ONE_ANSWER = "one_answer";
  static final String PANELIST_DROPPED = "panelist_dropped";

  static FusionRun of(RunPlan plan, Panel.End panel) {
    List<PanelAnswer.Usable> usable =
        panel.answers().stream()
            .filter(PanelAnswer.Usable.class::isInstance)
            .map(PanelAnswer.Usable.class::cast)
            .toList();
    return new FusionRun(plan, panel, usable);
  }

  /** The panel's end was the run's. */
  RunOutcome stopped(Ending.Failure failure) {
    return outcome(failure, Judging.NONE, List.of(failure.code().code()), Set.of());
  }

  /** Given up while the judge was at work. */
  RunOutcome cancelled(Judgement.Missing missing) {
    return outcome(
        Gate.CANCELLED,
        new Judging(missing.calls(), false, missing.took()),
        List.of(Gate.CANCELLED.code().code()),
        Set.of());
  }

  /** The run as the judgement leaves it. */
  RunOutcome judged(Judgement judgement, OnJudgeFailure onFailure) {
    return switch (judgement) {
      case Judgement.NotDue _ -> notJudged();
      case Judgement.Given given -> judged(given);
      case Judgement.Missing missing ->
          onFailure == OnJudgeFailure.FAIL || missing.begun() ? failed(missing) : degraded(missing);
    };
  }

  private RunOutcome judged(Judgement.Given given) {
    List<String> reasons = panelReasons();
    if (given.retried()) {
      reasons.add(Judge.RETRIED);
    }
    Set<UUID> used = new HashSet<>();
    usable.forEach(answer -> used.add(answer.report().last().callId()));
    used.add(given.calls().getLast().last().callId());
    return outcome(
        new Ending.Answer(panelStatus(), given.text(), given.finish()),
        new Judging(given.calls(), true, given.took()),
        reasons,
        used);
  }

  private RunOutcome notJudged() {
    PanelAnswer.Usable only = usable.getFirst();
    return outcome(
        new Ending.Answer(panelStatus(), only.text(), only.finish()),
        Judging.NONE,
        panelReasons(),
        usedWithout(only));
  }

  private RunOutcome degraded(Judgement.Missing missing) {
    PanelAnswer.Usable standIn = standIn();
    List<String> reasons = panelReasons();
    reasons.addAll(missing.reasons());
    return outcome(
        new Ending.Answer(Status.DEGRADED, standIn.text(), standIn.finish()),
        new Judging(missing.calls(), false, missing.took()),
        reasons,
        usedWithout(standIn));
  }

  private RunOutcome failed(Judgement.Missing missing) {
    List<String> reasons = panelReasons();
    reasons.addAll(missing.reasons());
    return outcome(
        new Ending.Failure(
            Status.FAILED,
            ErrorCode.JUDGE_FAILED,
            missing.begun()
                ? "The judge's answer broke off."
                : "The judge gave no answer, and fusion.on_judge_failure is fail.",
            null),
        new Judging(missing.calls(), false, missing.took()),
        reasons,
        Set.of());
  }

  /**
   * Lines of use where a panel answer is returned: its own, and with {@code include:["panel"]}
   * those of the others too, since their texts stand in the reply.
   */
  private Set<UUID> usedWithout(PanelAnswer.Usable returned) {
    Set<UUID> used = new HashSet<>();
    used.add(returned.report().last().callId());
    if (plan.includePanel()) {
      usable.forEach(answer -> used.add(answer.report().last().callId()));
    }
    return used;
  }

  /** The answer that stands in for a judgement: the first that was finished, else the first. */
  private PanelAnswer.Usable standIn() {
    return usable.stream()
        .filter(answer -> answer.finish() == FinishReason.STOP)
        .findFirst()
        .orElseGet(usable::getFirst);
  }

  private boolean hasDrops() {
    return usable.size() < plan.panel().size();
  }

  private Status panelStatus() {
    if (hasDrops()) {
      return Status.DEGRADED;
    }
    return plan.panel().size() == 1 ? Status.SINGLE : Status.FULL;
  }

  private List<String> panelReasons() {
    List<String> reasons = new ArrayList<>();
    if (hasDrops()) {
      reasons.add(usable.size() == 1 ? ONE_ANSWER : PANELIST_DROPPED);
    }
    return reasons;
  }

  /** What the judge did, as the outcome tells it. */
  private record Judging(List<CallReport> calls, boolean ok, Duration took) {
    static final Judging NONE = new Judging(List.of(), false, Duration.ZERO);
  }

  private RunOutcome outcome(Ending ending, Judging judge, List<String> reasons, Set<UUID> used) {
    return new RunOutcome(
        plan,
        ending,
        panel.answers(),
        judge.calls(),
        judge.ok(),
        reasons,
        used,
        new RunOutcome.Timing(panel.took(), judge.took()));
  }
}
