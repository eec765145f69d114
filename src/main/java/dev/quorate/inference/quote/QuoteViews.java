package dev.quorate.inference.quote;

import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.prompt.SeededOrder;
import dev.quorate.inference.Ask;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.Planning;
import dev.quorate.inference.TurnOptions;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.PlannedCall;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes plans and forecasts as the wire has them. */
final class QuoteViews {
  private QuoteViews() {}

  /** Every call that is known, also those of seats that are not called. */
  static Stream<PlannedCall> calls(RunPlan plan) {
    Stream.Builder<PlannedCall> calls = Stream.builder();
    plan.panel().forEach(seat -> calls.add(seat.call()));
    if (plan.judge() != null) {
      calls.add(plan.judge().call());
    }
    if (plan.outer() != null) {
      calls.add(plan.outer().call());
    }
    return calls.build();
  }

  static QuoteView of(Planning.Planned planned, Forecast forecast, QuoteView.@Nullable Fit fit) {
    Ask ask = planned.ask();
    RunPlan plan = planned.plan();
    RunPlan.JudgeSeat judge = plan.judge();
    Long seed = seed(ask);
    Money cap = ask.maxCost();
    return new QuoteView(
        "fusion.quote",
        ask.turn() != null ? "openrouter" : ask.fusion() != null ? "merge" : "direct",
        ask.model(),
        judge == null ? null : judge.mode().wire(),
        ask.preset(),
        plan.minAnswers(),
        plan.quorum(),
        plan.panel().stream().map(seat -> seat(plan, seat, forecast)).toList(),
        judge == null
            ? null
            : call(judge.call(), plan.worstCase(judge.call()), forecast.ofJudge(judge)),
        writer(plan, forecast),
        judge == null ? null : seed,
        judge == null || seed == null ? null : SeededOrder.of(seed, plan.panel().size()),
        plan.worstCase().wire(),
        wire(forecast.total()),
        wire(cap),
        cap == null ? null : plan.worstCase().compareTo(cap) <= 0,
        fit,
        ask.warnings().isEmpty() ? null : ask.warnings());
  }

  /** The seed where the request named one; else each plan draws its own. */
  private static @Nullable Long seed(Ask ask) {
    FusionOptions fusion = ask.fusion();
    TurnOptions turn = ask.turn();
    return turn != null ? turn.limits().seed() : fusion == null ? null : fusion.seed();
  }

  private static QuoteView.Seat seat(RunPlan plan, RunPlan.Seat seat, Forecast forecast) {
    Money worst = seat.isCalled() ? plan.worstCase(seat.call()) : Money.ZERO;
    return new QuoteView.Seat(
        seat.index(),
        seat.isCalled() ? "planned" : "dropped",
        seat.knownDrop() == null ? null : seat.knownDrop().wire(),
        call(seat.call(), worst, forecast.of(seat)));
  }

  private static QuoteView.@Nullable Call writer(RunPlan plan, Forecast forecast) {
    RunPlan.JudgeSeat judge = plan.judge();
    RunPlan.OuterSeat outer = plan.outer();
    if (outer != null) {
      Money first = outer.call().worstCase();
      Money worst = judge == null ? first : first.plus(outer.later(1).worstCase());
      return call(outer.call(), worst, forecast.ofOuter(outer));
    }
    if (judge == null || judge.mode() != Mode.ANALYSIS || judge.writer() == null) {
      return null;
    }
    PlannedCall writer = judge.writer().call();
    return call(writer, writer.worstCase(), forecast.ofWriter(judge, judge.writer()));
  }

  private static QuoteView.Call call(
      PlannedCall call, Money worst, Forecast.@Nullable Likely likely) {
    return new QuoteView.Call(
        call.role().wire(),
        call.model().slug().value(),
        call.model().provider().id(),
        QuoteView.Price.of(call.model().price()),
        call.inputBound(),
        call.outputBound(),
        worst.wire(),
        likely == null ? null : likely.cost().wire(),
        likely == null ? 0 : likely.pastCalls());
  }

  /**
   * @param first the plan it is a part of
   */
  static QuoteView.Fit fit(RunPlan first, CheaperPlan.Fit fit, @Nullable Money likely) {
    return new QuoteView.Fit(
        fit.planned().plan().panel().stream()
            .map(seat -> seat.call().model().slug().value())
            .toList(),
        IntStream.range(0, first.panel().size())
            .filter(seat -> !fit.kept().contains(seat))
            .boxed()
            .toList(),
        fit.planned().plan().worstCase().wire(),
        wire(likely));
  }

  private static @Nullable BigDecimal wire(@Nullable Money amount) {
    return amount == null ? null : amount.wire();
  }
}
