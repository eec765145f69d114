package dev.quorate.inference.preset;

import dev.quorate.catalog.Catalog;
import dev.quorate.http.Fields;
import dev.quorate.http.Json;
import dev.quorate.inference.Ask;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.TurnOptions;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.presets.DefaultPresets;
import dev.quorate.presets.KnownPresets;
import dev.quorate.presets.PresetName;
import dev.quorate.presets.PresetVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a preset's fields where the request left them out. A workspace's presets come before the
 * deployment's; its default preset stands in where a request names neither preset nor panel.
 */
@Singleton
public class AppliedPresets {
  private static final String DEFAULT_FIELD = "preset";

  private final KnownPresets known;
  private final DeploymentPresets deployment;
  private final DefaultPresets defaults;
  private final Catalog catalog;
  private final Json json;

  @Inject
  public AppliedPresets(
      KnownPresets known,
      DeploymentPresets deployment,
      DefaultPresets defaults,
      Catalog catalog,
      Json json) {
    this.catalog = catalog;
    this.known = known;
    this.deployment = deployment;
    this.defaults = defaults;
    this.json = json;
  }

  /** The catalogue for one request. */
  public StandIns models() {
    return new StandIns(catalog, deployment);
  }

  /** A preset as it is used. */
  private record Found(AskedPreset asked, FusionOptions options) {}

  /**
   * The request with its preset's fields.
   *
   * @throws GatewayException PRESET_NOT_FOUND
   */
  public Ask applied(Ask ask, WorkspaceId workspace) {
    FusionOptions fusion = ask.fusion();
    if (fusion != null) {
      Found found = found(fusion.preset(), fusion.analysisModels().isEmpty(), workspace);
      return found == null ? ask : ask.with(fusion.over(found.options(), found.asked()));
    }
    TurnOptions turn = ask.turn();
    return turn == null ? ask : ask.with(applied(turn, workspace));
  }

  /** The OpenRouter form always has a preset to start from. */
  private TurnOptions applied(TurnOptions turn, WorkspaceId workspace) {
    boolean needed = turn.analysisModels().isEmpty();
    Found found = found(turn.preset(), needed, workspace);
    if (found != null) {
      return CompletedTurn.of(turn, found.options(), found.asked());
    }
    String name = DeploymentPresets.DEFAULT;
    return CompletedTurn.of(
        turn,
        FusionOptions.of(Objects.requireNonNull(deployment.panel(name))),
        needed ? new AskedPreset(name, DEFAULT_FIELD) : null);
  }

  private @Nullable Found found(
      @Nullable AskedPreset asked, boolean needed, WorkspaceId workspace) {
    if (asked != null) {
      return find(asked, workspace);
    }
    String byDefault = needed ? defaults.of(workspace) : null;
    return byDefault == null ? null : find(new AskedPreset(byDefault, DEFAULT_FIELD), workspace);
  }

  private Found find(AskedPreset asked, WorkspaceId workspace) {
    Optional<PresetVersion> own =
        PresetName.parse(asked.name()).flatMap(name -> known.find(workspace, name));
    if (own.isPresent()) {
      PresetVersion version = own.get();
      ObjectNode saved = (ObjectNode) json.mapper().readTree(version.fusion());
      return new Found(asked.as(version.label()), FusionOptions.saved(Fields.of(saved, "fusion")));
    }
    String name = DeploymentPresets.ownName(asked.name());
    List<String> panel = deployment.panel(name);
    if (panel == null) {
      throw notFound(asked);
    }
    return new Found(asked.as(name), FusionOptions.of(panel));
  }

  private GatewayException notFound(AskedPreset asked) {
    return ErrorCode.PRESET_NOT_FOUND.because(
        asked.field(),
        "There is no preset '%s' in this workspace; the deployment has %s."
            .formatted(asked.shown(), deployment.names()));
  }
}
