package dev.quorate.inference.preset;

import dev.quorate.catalog.Catalog;
import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.http.Fields;
import dev.quorate.inference.FusionOptions;
import dev.quorate.kernel.RequestId;
import dev.quorate.presets.FusionRules;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Checks a preset by planning the shortest request with it. The models must exist and have a price;
 * whether a key may use them is asked of the key that uses the preset.
 */
@Singleton
public class SavedFusion implements FusionRules {
  private static final Conversation SHORTEST = new Conversation(List.of(Turn.User.text("Hi")));

  private final RunPlanner planner;
  private final Catalog catalog;
  private final DeploymentPresets deployment;
  private final Clock clock;

  @Inject
  public SavedFusion(
      RunPlanner planner, Catalog catalog, DeploymentPresets deployment, Clock clock) {
    this.planner = planner;
    this.catalog = catalog;
    this.deployment = deployment;
    this.clock = clock;
  }

  @Override
  public void check(Fields fusion) {
    FusionOptions options = FusionOptions.saved(fusion);
    planner.planFusion(
        options.toAsk(RequestId.create(clock), SHORTEST, CallerSettings.none(), 0),
        new StandIns(catalog, deployment));
  }
}
