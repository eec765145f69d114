package dev.quorate.fusion;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Turns what was asked into a frozen plan, or refuses it. */
@Singleton
public class RunPlanner {
  @Inject
  public RunPlanner() {}

  public RunPlan planFusion(FusionAsk ask, ModelDirectory models) {
    throw new UnsupportedOperationException();
  }

  public RunPlan planDirect(DirectAsk ask, ModelDirectory models) {
    throw new UnsupportedOperationException();
  }
}
