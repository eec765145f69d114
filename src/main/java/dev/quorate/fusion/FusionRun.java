package dev.quorate.fusion;

import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.plan.WebUse;
import dev.quorate.fusion.web.RunSources;
import dev.quorate.fusion.web.UsedLines;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a panel and its judgement: status, reasons, and which lines were of use.
 *
 * @param usable the panel's usable answers in the caller's order
 * @param sources pages that panel and judge were shown
 */
record FusionRun(
    RunPlan plan, Panel.End panel, List<PanelAnswer.Usable> usable, RunSources sources) {
  static final String ONE_ANSWER = "one_answer";
  static final String PANELIST_DROPPED = "panelist_dropped";

  static FusionRun of(RunPlan plan, Panel.End panel, RunSources sources) {
    List<PanelAnswer.Usable> usable =
        panel.answers().stream()
            .filter(PanelAnswer.Usable.class::isInstance)
            .map(PanelAnswer.Usable.class::cast)
            .toList();
    return new FusionRun(plan, panel, usable, sources);
  }

  /** The panel's end was the run's. */
  RunOutcome stopped(Ending.Failure failure) {
    return outcome(
        failure, RunOutcome.Judging.NONE, reasons(failure.code().code()), Set.of(), Duration.ZERO);
  }

  /** Given up while the judge was at work. */
  RunOutcome cancelled(Judgement.Missing missing) {
    return outcome(
        Gate.CANCELLED,
        judging(missing.work(), false, false, null),
        reasons(Gate.CANCELLED.code().code()),
        Set.of(),
        missing.work().took());
  }

  /** The run as the judgement leaves it. */
  RunOutcome judged(Judgement judgement, OnJudgeFailure onFailure) {
    return switch (judgement) {
      case Judgement.NotDue _ ->
          returned(usable.getFirst(), panelStatus(), panelReasons(), Judgement.Work.NONE);
      case Judgement.Given given -> judged(given);
      case Judgement.Chosen chosen -> chosen(chosen);
      case Judgement.Missing missing ->
          onFailure == OnJudgeFailure.FAIL || missing.begun() ? failed(missing) : degraded(missing);
    };
  }

  private RunOutcome judged(Judgement.Given given) {
    Judgement.Work work = given.work();
    boolean written = !work.writer().isEmpty();
    // The judge's JSON may be missing though a writer wrote: it was due and did not come.
    boolean judged = !written || given.analysis() != null;
    List<String> reasons = panelReasons();
    reasons.addAll(given.reasons());
    Set<UUID> used = new HashSet<>();
    usable.forEach(answer -> used.addAll(UsedLines.of(answer.report())));
    if (judged) {
      used.addAll(UsedLines.of(work.judge()));
    }
    if (written) {
      used.add(work.writer().getLast().last().callId());
    }
    return outcome(
        new Ending.Answer(judged ? panelStatus() : Status.DEGRADED, given.text(), given.finish()),
        judging(work, judged, written, given.analysis()),
        reasons,
        used,
        work.took());
  }

  private RunOutcome chosen(Judgement.Chosen chosen) {
    PanelAnswer.Usable answer = chosen.answer();
    List<String> reasons = panelReasons();
    reasons.addAll(chosen.reasons());
    Set<UUID> used = new HashSet<>();
    // Every answer went into the judge's call, which succeeded.
    usable.forEach(one -> used.addAll(UsedLines.of(one.report())));
    used.addAll(UsedLines.of(chosen.work().judge()));
    return outcome(
        new Ending.Answer(panelStatus(), answer.text(), answer.finish()),
        judging(chosen.work(), true, false, null),
        reasons,
        used,
        chosen.work().took());
  }

  private RunOutcome degraded(Judgement.Missing missing) {
    List<String> reasons = panelReasons();
    reasons.addAll(missing.reasons());
    return returned(standIn(), Status.DEGRADED, reasons, missing.work());
  }

  /** A panel answer as it is. */
  private RunOutcome returned(
      PanelAnswer.Usable answer, Status status, List<String> reasons, Judgement.Work work) {
    return outcome(
        new Ending.Answer(status, answer.text(), answer.finish()),
        judging(work, false, false, null),
        reasons,
        usedWithout(answer),
        work.took());
  }

  private RunOutcome failed(Judgement.Missing missing) {
    List<String> reasons = panelReasons();
    reasons.addAll(missing.reasons());
    return outcome(
        new Ending.Failure(
            Status.FAILED,
            fellSilent(missing.work()) ? ErrorCode.PROVIDER_TIMEOUT : ErrorCode.JUDGE_FAILED,
            missing.begun()
                ? "The judge's answer broke off."
                : "The judge gave no answer, and fusion.on_judge_failure is fail.",
            null),
        judging(missing.work(), false, false, null),
        reasons,
        Set.of(),
        missing.work().took());
  }

  /** Whether the last call of judge or writer ended because its provider said nothing any more. */
  private static boolean fellSilent(Judgement.Work work) {
    List<CallReport> calls = work.writer().isEmpty() ? work.judge() : work.writer();
    return !calls.isEmpty()
        && calls.getLast().result() instanceof CallResult.Failed failed
        && failed.kind() == FailureKind.SILENT;
  }

  private static RunOutcome.Judging judging(
      Judgement.Work work, boolean judgeOk, boolean writerOk, @Nullable Analysis analysis) {
    return new RunOutcome.Judging(work.judge(), judgeOk, work.writer(), writerOk, analysis);
  }

  /**
   * Lines of use where a panel answer is returned: its own, and with {@code include:["panel"]}
   * those of the others too, since their texts stand in the reply.
   */
  private Set<UUID> usedWithout(PanelAnswer.Usable returned) {
    Set<UUID> used = new HashSet<>();
    used.addAll(UsedLines.of(returned.report()));
    if (plan.shown().panel()) {
      usable.forEach(answer -> used.addAll(UsedLines.of(answer.report())));
    }
    return used;
  }

  /** The answer that stands in for a judgement: the first that was finished, else the first. */
  PanelAnswer.Usable standIn() {
    return usable.stream()
        .filter(answer -> answer.finish() == FinishReason.STOP)
        .findFirst()
        .orElseGet(usable::getFirst);
  }

  private boolean hasDrops() {
    return usable.size() < plan.panel().size();
  }

  Status panelStatus() {
    if (hasDrops()) {
      return Status.DEGRADED;
    }
    return plan.panel().size() == 1 ? Status.SINGLE : Status.FULL;
  }

  List<String> panelReasons() {
    return hasDrops() ? reasons(usable.size() == 1 ? ONE_ANSWER : PANELIST_DROPPED) : reasons();
  }

  /** The words, and that somebody does without the web. */
  List<String> reasons(String... words) {
    List<String> reasons = new ArrayList<>(List.of(words));
    if (plan.web().lacking()) {
      reasons.add(WebUse.UNAVAILABLE);
    }
    return reasons;
  }

  private RunOutcome outcome(
      Ending ending,
      RunOutcome.Judging judging,
      List<String> reasons,
      Set<UUID> used,
      Duration judgeTook) {
    return new RunOutcome(
        plan,
        ending,
        panel.answers(),
        judging,
        reasons,
        used,
        sources.all(),
        new RunOutcome.Timing(panel.took(), judgeTook));
  }
}
