package dev.quorate.fusion.plan;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.websearch.WebTools;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Decides who of a run has the web. Who asked for it in so many words is refused where somebody
 * would be without; a run that has it by default goes on and says so.
 */
record WebPlanner(WebTools web) {
  static final int DEFAULT_STEPS = 8;
  static final int MAX_STEPS = 16;

  /**
   * @param members the models of panel and judge
   * @param allowed whether a policy lets a web tool be used
   */
  WebUse use(FusionAsk.Web wish, List<PricedModel> members, Predicate<ModelSlug> allowed) {
    int steps = Objects.requireNonNullElse(wish.maxToolCalls(), DEFAULT_STEPS);
    if (steps < 1 || steps > MAX_STEPS) {
      throw ErrorCode.INVALID_VALUE.because(
          "fusion.max_tool_calls",
          "fusion.max_tool_calls must be from 1 to " + MAX_STEPS + ", not " + steps + ".");
    }
    if (wish.wish() == FusionAsk.Web.Wish.NO) {
      return WebUse.NONE;
    }
    boolean required = wish.wish() == FusionAsk.Web.Wish.REQUIRED;
    if (!web.available()) {
      if (required) {
        throw refusal("fusion.web needs a search engine, and none is configured here.");
      }
      return new WebUse(List.of(), steps, true);
    }
    if (!web.slugs().stream().allMatch(allowed)) {
      if (required) {
        throw ErrorCode.POLICY_VIOLATION.because(
            "fusion.web", "A policy forbids the web, which fusion.web asks for.");
      }
      return new WebUse(List.of(), steps, true);
    }
    List<PricedModel> without = members.stream().filter(WebUse::lacksTools).toList();
    if (required && !without.isEmpty()) {
      throw refusal(
          "fusion.web needs models that call tools, and '"
              + without.getFirst().slug()
              + "' cannot.");
    }
    return new WebUse(web.tools(), steps, !without.isEmpty());
  }

  private static GatewayException refusal(String sentence) {
    return ErrorCode.WEB_UNAVAILABLE.because("fusion.web", sentence);
  }
}
