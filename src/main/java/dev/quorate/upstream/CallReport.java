package dev.quorate.upstream;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.SettledCall;
import java.time.Duration;
import java.util.List;

/**
 * A step's result and every line it caused: one for each attempt, at whichever provider.
 *
 * @param lines in the order they were made; the result is the last one's. Empty only for a call
 *     that was never made, so that nothing was committed for it
 * @param latency from the first send to the last ending
 */
public record CallReport(CallResult result, List<SettledCall> lines, Duration latency) {
  public CallReport {
    lines = List.copyOf(lines);
  }

  public Money cost() {
    return lines.stream().map(SettledCall::amount).reduce(Money.ZERO, Money::plus);
  }

  public TokenUsage usage() {
    return lines.stream()
        .map(line -> line.ending().usage())
        .reduce(TokenUsage.ZERO, TokenUsage::plus);
  }

  /** The line the result came from; there is one whenever the model answered. */
  public SettledCall last() {
    return lines.getLast();
  }
}
