package dev.quorate.inference;

import dev.quorate.fusion.plan.ModelDirectory;
import dev.quorate.inference.preset.StandIns;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.tenancy.Caller;

/**
 * The catalogue as one caller may use it.
 *
 * @param models what there is
 */
record CallerModels(StandIns models, Caller caller) implements ModelDirectory {
  private static final String SANDBOX = "sandbox";

  @Override
  public PricedModel find(ModelSlug slug, String param) {
    PricedModel model = models.find(slug, param);
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
}
