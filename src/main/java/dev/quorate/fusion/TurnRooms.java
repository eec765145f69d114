package dev.quorate.fusion;

import dev.quorate.fusion.RunControl.Course;
import dev.quorate.fusion.analysis.AnalysisText;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.prompt.AnswerText;
import dev.quorate.fusion.prompt.JudgeSpace;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.TokenCounter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a turn walks through besides its outer model: the panel, the judge, the result they give.
 *
 * @param marks a mark for each run, as for fences
 */
record TurnRooms(
    ModelCaller caller,
    Timekeeper time,
    Panel panel,
    Judge judge,
    TokenCounter counter,
    Supplier<String> marks) {
  /**
   * Asks the panel and has the judge compare.
   *
   * @throws dev.quorate.kernel.GatewayException when the ledger cannot take the panel's intents
   */
  TurnPanel deliberate(RunPlan plan, RunPlan.JudgeSeat seat, Course course) {
    RunControl control = course.control();
    List<CommittedIntent> wave = course.journal().nextAll(plan.panelWave());
    long start = time.nanoTime();
    control.tell(new RunEvent.FusionBegun());
    FusionRun run = FusionRun.of(plan, panel.run(plan, wave, course), course.sources());
    Duration took = time.since(start);
    long end = time.nanoTime();
    Judge.Analysed analysed = null;
    if (run.usable().size() >= plan.minAnswers() && !control.cancellation().isCancelled()) {
      control.tell(new RunEvent.AnalysisBegun(seat.call().model().slug()));
      analysed = judge.analyse(new Judge.Case(plan, seat, run.usable()), course);
      control.tell(new RunEvent.AnalysisEnded(analysed.analysis()));
    }
    TurnPanel done = new TurnPanel(run, analysed, took, time.since(end));
    control.tell(new RunEvent.FusionEnded(result(done)));
    return done;
  }

  /** What came of the panel, for the caller. */
  private static FusionResult result(TurnPanel panel) {
    return new FusionResult(panel.answers(), panel.analysis(), failure(panel), panel.sources());
  }

  private static @Nullable String failure(TurnPanel panel) {
    if (!panel.usable().isEmpty()) {
      return null;
    }
    if (all(panel, FailureKind.RATE_LIMITED)) {
      return "rate_limited";
    }
    if (all(panel, FailureKind.CANCELLED)) {
      return "cancelled";
    }
    return all(panel, FailureKind.TIMEOUT, FailureKind.SILENT) ? "deadline" : "all_panels_failed";
  }

  private static boolean all(TurnPanel panel, FailureKind... kinds) {
    return panel.answers().stream()
        .allMatch(answer ->
            answer.report().result() instanceof CallResult.Failed failed
                && List.of(kinds).contains(failed.kind()));
  }

  /** The tool's result for the outer model: texts neutral, and as long as its context allows. */
  String toolResult(RunPlan plan, RunPlan.OuterSeat outer, TurnPanel panel) {
    String mark = marks.get();
    Map<Integer, String> texts = new HashMap<>();
    List<Long> longest =
        panel.usable().stream()
            .map(answer -> JudgeSpace.mostOf(answer.seat().call().outputBound()))
            .toList();
    JudgeSpace space =
        new JudgeSpace(
            outer.call().model(),
            counter.count(plan.conversation()) + JudgeSpace.mostOf(outer.call().outputBound()),
            null);
    List<Long> shares = longest.isEmpty() ? longest : space.shares(longest);
    for (int index = 0; index < panel.usable().size(); index++) {
      PanelAnswer.Usable answer = panel.usable().get(index);
      String neutral = AnswerText.neutral(answer.text(), mark);
      texts.put(answer.seat().index(), AnswerText.cut(neutral, shares.get(index), counter));
    }
    FusionResult result = result(panel);
    return AnalysisText.json(result.tree((seat, text) -> texts.getOrDefault(seat, "")));
  }

  static String text(FusionResult result) {
    return AnalysisText.json(result.tree());
  }
}
