package dev.quorate.fusion.plan;

import static dev.quorate.fixtures.Models.aModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.websearch.WebTools;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A planner whose clock stands still, and a catalogue that knows every vendor but {@code nobody}.
 */
public final class PlannerScene {
  public static final long NOW = 5_000_000_000L;

  public final Map<String, PricedModel> catalogue = new HashMap<>();
  public final List<String> asked = new ArrayList<>();
  public final RunPlanner planner = planner(ScriptedWeb.none());

  /** The same clock and seeds, with a web. */
  public static RunPlanner planner(WebTools web) {
    return new RunPlanner(new CharacterCounter(), web, () -> NOW, () -> 1_234_567L);
  }

  public PricedModel find(ModelSlug slug, String param) {
    asked.add(param + "=" + slug);
    PricedModel model = catalogue.get(slug.value());
    if (model == null && slug.vendor().equals("nobody")) {
      throw ErrorCode.MODEL_NOT_FOUND.because(param, "There is no model " + slug + ".");
    }
    return model == null ? aModel(slug.value()) : model;
  }

  public RunPlan plan(AskBuilder ask) {
    return planner.planFusion(ask.build(), this::find);
  }

  public RunPlan planDirect(String model) {
    AskBuilder ask = new AskBuilder();
    return planner.planDirect(
        new DirectAsk(ask.requestId, model, ask.conversation, ask.settings, ToolOffer.NONE),
        this::find);
  }

  public void assertRefused(AskBuilder ask, ErrorCode code, String param) {
    GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> plan(ask));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
  }
}
