package dev.quorate.fusion.web;

import dev.quorate.fusion.plan.WebUse;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.websearch.WebTools;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What every member's loop shares.
 *
 * @param marks a fence mark for each step, letters and digits, not to be guessed
 * @param nanoTime the run's clock
 */
public record ToolLoops(
    WebTools web, TokenCounter counter, Supplier<String> marks, LongSupplier nanoTime) {
  /**
   * The door to the providers as one member uses it: its calls that offer the web's tools become
   * loops, others pass as they are.
   *
   * @param sources takes what the member was shown
   * @param givenUp whether the run was: a call that is then let run to its end is the last
   */
  public ModelCaller over(
      ModelCaller caller, WebUse use, RunSources sources, BooleanSupplier givenUp) {
    return use.tools().isEmpty() ? caller : new ToolLoop(this, caller, use, sources, givenUp);
  }
}
