package dev.quorate.kernel.call;

import dev.quorate.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call about to be made: what its intent row says.
 *
 * @param panelIndex 0-based seat of a panelist, null for every other role
 * @param step 0-based place in a tool loop
 * @param attempt 0-based try of the step, at whichever provider
 * @param parent the call this one serves (web calls, repairs), or null
 * @param inputBound tokens the input cannot exceed; counted with a margin
 * @param outputBound tokens the output is capped at
 */
public record PlannedCall(
    CallRole role,
    @Nullable Integer panelIndex,
    int step,
    int attempt,
    @Nullable UUID parent,
    PricedModel model,
    long inputBound,
    long outputBound) {

  /** A first attempt of a first step without a parent. */
  public static PlannedCall first(
      CallRole role,
      @Nullable Integer panelIndex,
      PricedModel model,
      long inputBound,
      long outputBound) {
    return new PlannedCall(role, panelIndex, 0, 0, null, model, inputBound, outputBound);
  }

  /** The same step tried once more. */
  public PlannedCall nextAttempt() {
    return nextAttempt(model);
  }

  /** The same step tried once more, at the provider this one names. */
  public PlannedCall nextAttempt(PricedModel other) {
    return new PlannedCall(
        role, panelIndex, step, attempt + 1, parent, other, inputBound, outputBound);
  }

  /** The most this call can cost: its share of the hold. */
  public Money worstCase() {
    return model.price().worstCase(inputBound, outputBound);
  }
}
