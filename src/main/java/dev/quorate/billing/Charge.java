package dev.quorate.billing;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.UsageSource;

/**
 * What an ended call comes to. Tokens stay as reported; only the amount is clamped, at the worst
 * case that was held for the call.
 *
 * @param ending as given, with tokens and source made to agree: no bytes sent means no usage
 * @param amount what is billed, USD
 * @param exposure what the call may have cost beyond the amount, USD; never billed
 * @param clamped whether the usage was not billed as reported: worth more than what was held, or
 *     refused as impossible
 */
record Charge(CallEnding ending, Money amount, Money exposure, boolean clamped) {

  static Charge of(PlannedCall call, CallEnding ending) {
    if (ending.usageSource() == UsageSource.NONE || ending.outcome() == CallOutcome.NOT_SENT) {
      // A whole answer without a count is one whose reported usage was refused.
      boolean refused = ending.outcome() == CallOutcome.OK;
      boolean unresolved = refused || ending.outcome() == CallOutcome.UNKNOWN;
      return new Charge(
          withoutUsage(ending), Money.ZERO, unresolved ? call.worstCase() : Money.ZERO, refused);
    }
    Money worth = call.model().price().amountOf(ending.usage());
    Money bound = call.worstCase();
    return worth.compareTo(bound) <= 0
        ? new Charge(ending, worth, Money.ZERO, false)
        : new Charge(ending, bound, worth.minus(bound), true);
  }

  private static CallEnding withoutUsage(CallEnding ending) {
    return new CallEnding(
        ending.outcome(),
        TokenUsage.ZERO,
        UsageSource.NONE,
        ending.upstreamStatus(),
        ending.providerRequestId(),
        ending.latency(),
        ending.firstToken());
  }
}
