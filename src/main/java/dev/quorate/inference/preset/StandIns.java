package dev.quorate.inference.preset;

import dev.quorate.catalog.Catalog;
import dev.quorate.fusion.plan.ModelDirectory;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The catalogue for one request. Where no provider is configured yet, aliases and the models of the
 * deployment's presets stand for sandbox models, and the reply says so.
 */
public final class StandIns implements ModelDirectory {
  private static final List<String> SANDBOX =
      List.of("sandbox/sceptic", "sandbox/optimist", "sandbox/echo");

  private final Catalog catalog;
  private final DeploymentPresets presets;
  private final Map<ModelSlug, ModelSlug> standIns = new LinkedHashMap<>();

  StandIns(Catalog catalog, DeploymentPresets presets) {
    this.catalog = catalog;
    this.presets = presets;
  }

  @Override
  public PricedModel find(ModelSlug slug, String param) {
    return find(slug, param, provider -> false);
  }

  /**
   * The same for a caller with credentials of its own.
   *
   * @param own whether it has one for the provider of that id
   */
  public PricedModel find(ModelSlug slug, String param, Predicate<String> own) {
    return catalog.find(standIn(slug), param, own);
  }

  private ModelSlug standIn(ModelSlug slug) {
    boolean ofDeployment = slug.value().startsWith("~") || presets.names(slug.value());
    if (!ofDeployment || !catalog.hasOnlySandbox()) {
      return slug;
    }
    return standIns.computeIfAbsent(
        slug, any -> new ModelSlug(SANDBOX.get(standIns.size() % SANDBOX.size())));
  }

  /** What the caller must know of the models that were found. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    standIns.forEach((asked, used) ->
        warnings.add("No provider is configured, so '" + asked + "' stands for '" + used + "'."));
    return warnings;
  }
}
