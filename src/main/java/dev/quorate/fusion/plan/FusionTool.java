package dev.quorate.fusion.plan;

import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import java.util.ArrayList;
import java.util.List;

/** The tool through which an outer model asks the panel. It takes no arguments. */
public final class FusionTool {
  /** As it is called upstream, where a colon is not legal in a function's name. */
  public static final String NAME = "openrouter_fusion";

  private static final Tool TOOL =
      new Tool(
          NAME,
          "Asks a panel of models the user's whole question at once and returns their answers with"
              + " a comparison: consensus, contradictions, partial coverage, unique insights, blind"
              + " spots. Call it, at most once, where several views make the answer better:"
              + " research, comparison, critique, a decision that is costly to get wrong. Answer"
              + " short and simple requests yourself.",
          "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}",
          null);

  private FusionTool() {}

  /**
   * The caller's tools and ours.
   *
   * @param forced the model must call ours
   */
  static ToolOffer among(ToolOffer callers, boolean forced) {
    List<Tool> tools = new ArrayList<>(callers.tools());
    tools.add(TOOL);
    return new ToolOffer(
        tools, forced ? new ToolChoice.Named(NAME) : callers.choice(), callers.parallel());
  }

  /** The same tools for a later call of the turn. */
  public static ToolOffer later(ToolOffer first, ToolChoice choice) {
    return new ToolOffer(first.tools(), choice, first.parallel());
  }
}
