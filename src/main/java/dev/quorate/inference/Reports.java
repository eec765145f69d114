package dev.quorate.inference;

import dev.quorate.fusion.PanelAnswer;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.CallReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes a run's outcome as the {@code fusion} member. */
final class Reports {
  private Reports() {}

  /**
   * @param shape names the token counts as its endpoint does
   * @return null for a direct call
   */
  static @Nullable FusionReport of(RunOutcome outcome, ReplyShape shape, Duration overhead) {
    RunPlan plan = outcome.plan();
    RunPlan.JudgeSeat judge = plan.judge();
    if (judge == null) {
      return null;
    }
    return new FusionReport(
        plan.requestId().asRun(),
        "synthesis",
        outcome.ending().status().wire(),
        outcome.reasons(),
        true,
        null,
        judge.seed(),
        outcome.panel().stream().map(seat -> panelist(seat, shape, plan.includePanel())).toList(),
        outcome.judge().isEmpty() ? null : judge(outcome, judge, shape),
        new FusionReport.Cost(
            outcome.cost(CallRole.PANEL).wire(),
            outcome.cost(CallRole.JUDGE).wire(),
            outcome.cost(CallRole.WRITER).wire(),
            outcome.cost(CallRole.WEB_SEARCH).plus(outcome.cost(CallRole.WEB_FETCH)).wire(),
            outcome.total().wire(),
            outcome.waste().wire()),
        new FusionReport.Timing(
            outcome.timing().panel().toMillis(),
            outcome.timing().judge().toMillis(),
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
        dropped == null ? "ok" : "dropped",
        dropped == null ? null : dropped.reason().wire(),
        dropped == null ? null : dropped.statusCode(),
        shape.usage(report.usage(), null),
        report.cost().wire(),
        report.latency().toMillis(),
        withText ? text : null);
  }

  private static FusionReport.Judge judge(
      RunOutcome outcome, RunPlan.JudgeSeat seat, ReplyShape shape) {
    TokenUsage usage =
        outcome.judge().stream().map(CallReport::usage).reduce(TokenUsage.ZERO, TokenUsage::plus);
    Duration latency =
        outcome.judge().stream().map(CallReport::latency).reduce(Duration.ZERO, Duration::plus);
    return new FusionReport.Judge(
        seat.call().model().slug().value(),
        outcome.judgeOk() ? "ok" : "failed",
        shape.usage(usage, null),
        outcome.cost(CallRole.JUDGE).wire(),
        latency.toMillis());
  }

  /** Milliseconds with one decimal, never negative. */
  static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(Math.max(0, duration.toNanos()), 6).setScale(1, RoundingMode.HALF_UP);
  }
}
