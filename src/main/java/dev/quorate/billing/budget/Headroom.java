package dev.quorate.billing.budget;

import dev.quorate.kernel.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the tightest budget a request falls under.
 *
 * @param remaining may be below zero under a soft cap
 * @param limit that budget's cap
 */
public record Headroom(Money remaining, Money limit) {
  /** As a reply's headers say it; none where no budget has a say. */
  public static Map<String, String> headers(@Nullable Headroom headroom) {
    return headroom == null
        ? Map.of()
        : Map.of(
            "x-budget-remaining-usd", headroom.remaining.wire().toPlainString(),
            "x-budget-limit-usd", headroom.limit.wire().toPlainString());
  }
}
