package dev.quorate.fusion.plan;

import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run's panelists and its judge may ask of the web.
 *
 * @param tools offered to each of them that can call tools; empty where nobody has the web
 * @param maxSteps answers of one member that may ask for tools, one or more
 * @param lacking somebody was meant to have the web and does without
 */
public record WebUse(List<Tool> tools, int maxSteps, boolean lacking) {
  /** Nobody has the web and nobody was meant to. */
  public static final WebUse NONE = new WebUse(List.of(), 1, false);

  /** A reason of a run in which somebody does without the web. */
  public static final String UNAVAILABLE = "web_unavailable";

  /** Tokens that the results of one step take at most, all of them together. */
  public static final int STEP_TOKENS = 16_000;

  /** Fences and rules around the results of one step. */
  private static final int FENCE_TOKENS = 600;

  /** Calls after a member's first that the hold provides for; later ones add to it. */
  private static final int HELD_STEPS = 2;

  public WebUse {
    tools = List.copyOf(tools);
  }

  /** What a member with this model is offered. */
  public ToolOffer offer(PricedModel model) {
    return tools.isEmpty() || lacksTools(model)
        ? ToolOffer.NONE
        : new ToolOffer(tools, ToolChoice.AUTO, null);
  }

  /** A model that says what it supports and does not name tools. */
  static boolean lacksTools(PricedModel model) {
    return !model.supports().isEmpty() && !model.supports().contains("tools");
  }

  /**
   * A member's calls as the hold provides for them: its first, and where it has the web the next
   * two with results at their longest before them.
   */
  Stream<PlannedCall> held(PlannedCall first) {
    int further = offer(first.model()).isEmpty() ? 0 : Math.min(maxSteps, HELD_STEPS);
    return IntStream.rangeClosed(0, further).mapToObj(step -> later(first, step));
  }

  private static PlannedCall later(PlannedCall first, int step) {
    long more = Math.ceilDiv((first.outputBound() + STEP_TOKENS + FENCE_TOKENS) * 5, 4);
    long input = first.inputBound() + step * more;
    Integer context = first.model().contextLength();
    return new PlannedCall(
        first.role(),
        first.panelIndex(),
        first.step() + step,
        0,
        first.parent(),
        first.model(),
        context == null || step == 0 ? input : Math.min(input, context),
        first.outputBound());
  }
}
