package dev.quorate.fusion;

import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Runs a plan. */
@Singleton
public class FusionEngine {
  @Inject
  public FusionEngine() {}

  /**
   * Runs panel and judge, or the one direct call. Blocks the calling virtual thread. Every call is
   * settled in the journal before this returns; never throws for what models do.
   *
   * @param firstWave the committed intents of {@link RunPlan#firstWave()}, in its order
   */
  public RunOutcome run(RunPlan plan, List<CommittedIntent> firstWave, CallJournal journal) {
    throw new UnsupportedOperationException();
  }
}
