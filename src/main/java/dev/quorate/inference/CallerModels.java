package dev.quorate.inference;

import dev.quorate.catalog.Catalog;
import dev.quorate.fusion.plan.ModelDirectory;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.tenancy.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalogue as one request may use it. Where no provider is configured yet, aliases and the
 * models of the deployment's presets stand for sandbox models, and the reply says so.
 */
final class CallerModels implements ModelDirectory {
  private static final String SANDBOX = "sandbox";
  private static final List<String> STAND_INS =
      List.of("sandbox/sceptic", "sandbox/optimist", "sandbox/echo");

  private final Catalog catalog;
  private final Caller caller;
  private final DeploymentPresets presets;
  private final Map<ModelSlug, ModelSlug> standIns = new LinkedHashMap<>();

  CallerModels(Catalog catalog, Caller caller, DeploymentPresets presets) {
    this.catalog = catalog;
    this.caller = caller;
    this.presets = presets;
  }

  @Override
  public PricedModel find(ModelSlug slug, String param) {
    PricedModel model = catalog.find(standIn(slug), param);
    // An allow-list may name an alias or the model behind it; either lets the call through.
    if (!caller.mayUse(slug) && !caller.mayUse(model.slug())) {
      throw ErrorCode.MODEL_NOT_ALLOWED.because(
          param, "This key may not use the model '" + slug + "'.");
    }
    if (!caller.test()) {
      return model;
    }
    if (!model.provider().id().equals(SANDBOX)) {
      throw ErrorCode.TEST_KEY_SANDBOX_ONLY.because(
          param, "A test key may only use sandbox models, not '" + slug + "'.");
    }
    return sandboxed(model);
  }

  /** Free of charge, and without providers behind it that are not the sandbox. */
  private static PricedModel sandboxed(PricedModel model) {
    PricedModel next = model.fallback();
    PricedModel free = model.at(model.price().atZero());
    return next != null && next.provider().id().equals(SANDBOX)
        ? free.before(sandboxed(next))
        : free.before(null);
  }

  private ModelSlug standIn(ModelSlug slug) {
    boolean ofDeployment = slug.value().startsWith("~") || presets.names(slug.value());
    if (!ofDeployment || !catalog.hasOnlySandbox()) {
      return slug;
    }
    return standIns.computeIfAbsent(
        slug, any -> new ModelSlug(STAND_INS.get(standIns.size() % STAND_INS.size())));
  }

  /** What the caller must know of the models that were found. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    standIns.forEach((asked, used) ->
        warnings.add("No provider is configured, so '" + asked + "' stands for '" + used + "'."));
    return warnings;
  }
}
