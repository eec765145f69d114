package dev.quorate.inference.models;

import dev.quorate.fusion.plan.ModelDirectory;
import dev.quorate.inference.preset.StandIns;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.policy.Policy;
import dev.quorate.tenancy.policy.PolicySet;
import dev.quorate.tenancy.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as one caller may use it. Of a model with several providers, those that a policy
 * forbids are left out; a policy objects to the model where none is left.
 *
 * @param models what there is
 * @param policies those that apply to the request
 * @param credentials the workspace's own at a provider, null for none
 */
record CallerModels(
    StandIns models,
    Caller caller,
    PolicySet policies,
    Function<String, @Nullable Sensitive<String>> credentials)
    implements ModelDirectory {
  private static final String SANDBOX = "sandbox";

  @Override
  public PricedModel find(ModelSlug slug, String param) {
    Judged judged = judged(slug, param);
    Verdict.Violated violated = judged.violated;
    if (violated != null && violated.then() == Policy.OnViolation.DENY) {
      throw ErrorCode.POLICY_VIOLATION.because(param, sentence(slug, violated));
    }
    return each(judged.providers, caller.test() ? CallerModels::free : this::underOwnContract);
  }

  @Override
  public @Nullable String objection(ModelSlug slug, String param) {
    if (policies.isEmpty()) {
      return null;
    }
    Verdict.Violated violated = judged(slug, param).violated;
    return violated == null ? null : sentence(slug, violated);
  }

  @Override
  public boolean mayUseWeb(ModelSlug tool) {
    return !policies.denies(tool);
  }

  private static String sentence(ModelSlug slug, Verdict.Violated violated) {
    return "'" + slug + "' may not be called. " + violated.sentence();
  }

  /**
   * A model at those providers that may be asked.
   *
   * @param violated what forbids all of them; they are then named all the same
   */
  private record Judged(List<PricedModel> providers, Verdict.@Nullable Violated violated) {}

  private Judged judged(ModelSlug slug, String param) {
    List<PricedModel> providers = reachable(slug, param);
    List<PricedModel> lawful = new ArrayList<>();
    Verdict.Violated worst = null;
    for (PricedModel one : providers) {
      Verdict verdict = policies.judge(one.slug(), one.price(), one.provider().keepsNothing());
      if (!(verdict instanceof Verdict.Violated violated)) {
        lawful.add(one);
      } else if (worst == null || worst.then() != Policy.OnViolation.DENY) {
        worst = worst == null || violated.then() == Policy.OnViolation.DENY ? violated : worst;
      }
    }
    return lawful.isEmpty() ? new Judged(providers, worst) : new Judged(lawful, null);
  }

  /** A model at all providers the key may reach, in their order. */
  private List<PricedModel> reachable(ModelSlug slug, String param) {
    PricedModel model = models.find(slug, param, provider -> credentials.apply(provider) != null);
    // An allow-list may name an alias or the model behind it; either lets the call through.
    if (!caller.mayUse(slug) && !caller.mayUse(model.slug())) {
      throw ErrorCode.MODEL_NOT_ALLOWED.because(
          param, "This key may not use the model '" + slug + "'.");
    }
    if (caller.test() && !isSandbox(model)) {
      throw ErrorCode.TEST_KEY_SANDBOX_ONLY.because(
          param, "A test key may only use sandbox models, not '" + slug + "'.");
    }
    List<PricedModel> providers = new ArrayList<>();
    for (PricedModel one = model; one != null; one = one.fallback()) {
      if (caller.test() && !isSandbox(one)) {
        break; // nor anything behind it
      }
      providers.add(one);
    }
    return providers;
  }

  private static boolean isSandbox(PricedModel model) {
    return model.provider().id().equals(SANDBOX);
  }

  private static PricedModel free(PricedModel model) {
    return model.at(model.price().atZero());
  }

  private PricedModel underOwnContract(PricedModel model) {
    Sensitive<String> own = credentials.apply(model.provider().id());
    return own == null ? model : model.over(model.provider().withOwn(own));
  }

  private static PricedModel each(List<PricedModel> providers, UnaryOperator<PricedModel> change) {
    PricedModel next = null;
    for (PricedModel one : providers.reversed()) {
      next = change.apply(one).before(next);
    }
    if (next == null) {
      throw new IllegalStateException("a model has a provider");
    }
    return next;
  }
}
