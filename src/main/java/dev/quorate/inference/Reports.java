package dev.quorate.inference;

import dev.quorate.fusion.FusionResult;
import dev.quorate.fusion.PanelAnswer;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.analysis.AnalysisText;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a run's outcome as the {@code fusion} member. */
final class Reports {
  private Reports() {}

  /**
   * @param ask names its preset, and by its shape the token counts as its endpoint does
   * @return null for a direct call
   */
  static @Nullable FusionReport of(RunOutcome outcome, Ask ask, Duration overhead) {
    ReplyShape shape = ask.shape();
    RunPlan plan = outcome.plan();
    RunPlan.JudgeSeat judge = plan.judge();
    if (!plan.isFusion()) {
      return null;
    }
    FusionResult asked = FusionResults.of(outcome);
    Analysis analysis = outcome.judging().analysis();
    boolean shown = plan.shown().analysis() || (judge != null && judge.mode() == Mode.ANALYSIS);
    return new FusionReport(
        plan.requestId().asRun(),
        ask.rejudged() == null ? null : ask.rejudged().run().asRun(),
        judge == null ? Mode.ANALYSIS.wire() : judge.mode().wire(),
        outcome.ending().status().wire(),
        outcome.reasons(),
        outcome.invoked(),
        ask.preset(),
        judge == null ? null : judge.seed(),
        outcome.panel().stream().map(seat -> panelist(seat, shape, plan.shown().panel())).toList(),
        judge(outcome.judging().judge(), outcome.judging().judgeOk(), shape),
        judge(outcome.judging().writer(), outcome.judging().writerOk(), shape),
        analysis == null || !shown ? null : AnalysisText.tree(analysis),
        analysis == null ? null : analysis.disagreement(),
        asked == null ? null : asked.responses(),
        asked == null ? null : asked.failed(),
        asked != null || outcome.askedTheWeb() ? FusionReport.Source.of(outcome.sources()) : null,
        new FusionReport.Cost(
            outcome.cost(CallRole.PANEL).wire(),
            outcome.cost(CallRole.JUDGE).plus(outcome.cost(CallRole.REJUDGE)).wire(),
            outcome.cost(CallRole.WRITER).wire(),
            outcome.cost(CallRole.WEB_SEARCH).plus(outcome.cost(CallRole.WEB_FETCH)).wire(),
            outcome.total().wire(),
            outcome.waste().wire()),
        new FusionReport.Timing(
            outcome.timing().panel().toMillis(),
            outcome.timing().judge().toMillis(),
            plan.outer() == null ? null : outcome.timing().outer().toMillis(),
            millis(overhead)));
  }

  private static FusionReport.Panelist panelist(
      PanelAnswer answer, ReplyShape shape, boolean withText) {
    CallReport report = answer.report();
    PanelAnswer.Dropped dropped = answer instanceof PanelAnswer.Dropped drop ? drop : null;
    String text = answer instanceof PanelAnswer.Usable usable ? usable.text() : null;
    return new FusionReport.Panelist(
        answer.seat().index(),
        answer.seat().call().model().slug().value(),
        lastModelLine(report.lines().stream())
            .map(line -> line.call().model().provider().id())
            .orElse(null),
        dropped == null ? "ok" : "dropped",
        dropped == null ? null : dropped.reason().wire(),
        dropped == null ? null : dropped.statusCode(),
        shape.usage(report.usage(), null),
        report.cost().wire(),
        report.latency().toMillis(),
        withText ? text : null,
        null);
  }

  /** The calls of one reader of the answers; null when there were none. */
  private static FusionReport.@Nullable Judge judge(
      List<CallReport> calls, boolean ok, ReplyShape shape) {
    Optional<SettledCall> last =
        lastModelLine(calls.stream().flatMap(call -> call.lines().stream()));
    if (last.isEmpty()) {
      return null;
    }
    return new FusionReport.Judge(
        last.get().call().model().slug().value(),
        last.get().call().model().provider().id(),
        ok ? "ok" : "failed",
        shape.usage(
            calls.stream().map(CallReport::usage).reduce(TokenUsage.ZERO, TokenUsage::plus), null),
        calls.stream().map(CallReport::cost).reduce(Money.ZERO, Money::plus).wire(),
        calls.stream().map(CallReport::latency).reduce(Duration.ZERO, Duration::plus).toMillis());
  }

  private static Optional<SettledCall> lastModelLine(Stream<SettledCall> lines) {
    return lines.filter(line -> !isWeb(line.call().role())).reduce((one, other) -> other);
  }

  private static boolean isWeb(CallRole role) {
    return role == CallRole.WEB_SEARCH || role == CallRole.WEB_FETCH;
  }

  /** Milliseconds with one decimal, never negative. */
  static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(Math.max(0, duration.toNanos()), 6).setScale(1, RoundingMode.HALF_UP);
  }
}
