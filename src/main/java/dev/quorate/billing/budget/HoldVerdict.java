package dev.quorate.billing.budget;

import dev.quorate.kernel.GatewayException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the budgets said to a hold, when it was placed or when it ended.
 *
 * @param refused the scope that had no room; null: it was reserved, or posted
 * @param headroom null only where the answer to an earlier try was lost
 */
public record HoldVerdict(UUID hold, @Nullable BudgetScope refused, @Nullable Headroom headroom) {

  /** The refusal as the caller sees it; only for a verdict that refuses. */
  public GatewayException refusal() {
    if (refused == null) {
      throw new IllegalStateException("hold " + hold + " was not refused");
    }
    String room =
        headroom == null
            ? ""
            : " %s of %s are left; the request may cost more than that."
                .formatted(headroom.remaining(), headroom.limit());
    return refused
        .exceeded()
        .because("The budget of this " + refused.wire() + " has no room for the request." + room);
  }
}
