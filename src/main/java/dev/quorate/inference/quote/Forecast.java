package dev.quorate.inference.quote;

import dev.quorate.fusion.plan.PromptSize;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.prompt.JudgeSpace;
import dev.quorate.fusion.prompt.JudgeTask;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PastCalls;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.ToolOffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each call of a plan will likely come to. In goes what this plan sends: the counted prompt,
 * and for whoever reads them the answers at their average length. Out comes the average of the
 * workspace's calls of that model in that role. Both at the price in effect now. A call without a
 * past has no forecast, nor has a call that reads its answer.
 */
final class Forecast {
  private final RunPlan plan;
  private final Map<Kind, PastCalls.Sum> past;
  private final TokenCounter counter;
  private final long prompt;

  Forecast(RunPlan plan, List<PastCalls.Sum> past, TokenCounter counter) {
    this.plan = plan;
    this.past =
        past.stream()
            .collect(
                Collectors.toMap(sum -> new Kind(sum.model(), sum.role()), Function.identity()));
    this.counter = counter;
    this.prompt = counter.count(plan.conversation());
  }

  /** What past calls are found by. */
  private record Kind(ModelSlug model, CallRole role) {}

  /**
   * One call's.
   *
   * @param pastCalls how many it is the average of
   */
  record Likely(TokenUsage tokens, Money cost, long pastCalls) {}

  /** A panelist's, or the one model's of a direct call; null for a seat that is not called too. */
  @Nullable Likely of(RunPlan.Seat seat) {
    return seat.isCalled() ? like(seat.call(), prompt + tools(seat.request().tools())) : null;
  }

  /** The judge's. */
  @Nullable Likely ofJudge(RunPlan.JudgeSeat judge) {
    Long answers = answers();
    return answers == null
        ? null
        : like(judge.call(), prompt + tools(judge.tools()) + task(judge.mode().task()) + answers);
  }

  /** Of who writes from the judge's comparison. */
  @Nullable Likely ofWriter(RunPlan.JudgeSeat judge, RunPlan.WriterSeat writer) {
    Long answers = answers();
    Likely compared = ofJudge(judge);
    return answers == null || compared == null
        ? null
        : like(
            writer.call(),
            prompt + task(JudgeTask.WRITER) + answers + compared.tokens().outputTokens());
  }

  /** An outer model's calls together: it asks, and where there is a panel it reads and writes. */
  @Nullable Likely ofOuter(RunPlan.OuterSeat outer) {
    Likely first = like(outer.call(), prompt + tools(outer.request().tools()));
    RunPlan.JudgeSeat judge = plan.judge();
    if (first == null || judge == null) {
      return first;
    }
    Long answers = answers();
    Likely compared = ofJudge(judge);
    if (answers == null || compared == null) {
      return null;
    }
    Likely second =
        like(
            outer.later(1),
            prompt
                + tools(outer.request().tools())
                + first.tokens().totalOutput()
                + answers
                + compared.tokens().outputTokens());
    return second == null
        ? null
        : new Likely(
            first.tokens().plus(second.tokens()),
            first.cost().plus(second.cost()),
            first.pastCalls());
  }

  /** All of the plan; null unless each call has one. */
  @Nullable Money total() {
    Stream.Builder<@Nullable Likely> all = Stream.builder();
    plan.panel().stream().filter(RunPlan.Seat::isCalled).map(this::of).forEach(all);
    RunPlan.JudgeSeat judge = plan.judge();
    if (judge != null) {
      all.add(ofJudge(judge));
      if (judge.writer() != null) {
        all.add(ofWriter(judge, judge.writer()));
      }
    }
    if (plan.outer() != null) {
      all.add(ofOuter(plan.outer()));
    }
    List<@Nullable Likely> calls = all.build().toList();
    return calls.stream().allMatch(Objects::nonNull)
        ? calls.stream()
            .map(call -> Objects.requireNonNull(call).cost())
            .reduce(Money.ZERO, Money::plus)
        : null;
  }

  /** Tokens of the panel's answers; null where one is anybody's guess. */
  private @Nullable Long answers() {
    long tokens = 0;
    for (RunPlan.Seat seat : plan.panel()) {
      if (seat.isCalled()) {
        Likely answer = of(seat);
        if (answer == null) {
          return null;
        }
        tokens += answer.tokens().outputTokens();
      }
    }
    return tokens;
  }

  private long task(JudgeTask task) {
    return JudgeSpace.taskTokens(task, plan.panelWave().size(), counter);
  }

  private long tools(ToolOffer tools) {
    return PromptSize.tokens(tools, counter);
  }

  private @Nullable Likely like(PlannedCall call, long input) {
    PastCalls.Sum sum = past.get(new Kind(call.model().slug(), call.role()));
    if (sum == null) {
      return null;
    }
    TokenUsage tokens = sum.like(Math.min(input, call.inputBound()), call.outputBound());
    return new Likely(tokens, call.model().price().amountOf(tokens), sum.calls());
  }
}
