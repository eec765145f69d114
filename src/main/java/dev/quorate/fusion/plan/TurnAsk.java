package dev.quorate.fusion.plan;

import dev.quorate.upstream.request.ToolOffer;

/**
 * A request in the OpenRouter form as the door read it: an outer model that may ask a panel.
 *
 * @param model the outer model
 * @param modelField the request's field that names it
 * @param settings the caller's, for the outer model, which writes the answer
 * @param tools the caller's own
 * @param enabled false where the caller switched fusion off for this request
 * @param forced the outer model must ask the panel
 * @param inner what the panel and the judge are; its panel is empty where fusion is switched off
 */
public record TurnAsk(
    String model,
    String modelField,
    CallerSettings settings,
    ToolOffer tools,
    boolean enabled,
    boolean forced,
    FusionAsk inner) {}
