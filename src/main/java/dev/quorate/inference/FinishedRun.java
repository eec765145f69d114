package dev.quorate.inference;

import dev.quorate.fusion.FusionResult;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.TokenUsage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answered run on its way to the wire.
 *
 * @param model as the caller wrote it
 * @param usage sum over every underlying call
 * @param cost sum of every line
 * @param fusion the run's report, null for a direct call
 * @param result what the panel gave an outer model, null where none asked it
 */
public record FinishedRun(
    RequestId id,
    Instant receivedAt,
    Instant finishedAt,
    String model,
    RunOutcome.Ending.Answer answer,
    TokenUsage usage,
    Money cost,
    @Nullable FusionReport fusion,
    @Nullable FusionResult result,
    List<String> warnings) {
  public FinishedRun {
    warnings = List.copyOf(warnings);
  }

  /** The warnings as the wire has them: no member at all when there are none. */
  public @Nullable List<String> warningsOrNull() {
    return warnings.isEmpty() ? null : warnings;
  }
}
