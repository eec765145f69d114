package dev.quorate.tenancy.policy;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PriceSnapshot;
import java.util.List;

/** The policies that apply to one request: workspace's, project's and key's together. */
public record PolicySet(List<Policy> policies) {
  /** Nothing is forbidden. */
  public static final PolicySet NONE = new PolicySet(List.of());

  public PolicySet {
    policies = List.copyOf(policies);
  }

  public boolean isEmpty() {
    return policies.isEmpty();
  }

  /**
   * Whether one call may be made: every policy must agree.
   *
   * @param price as the price book has it, not zeroed for a test key
   * @param keepsNothing whether the provider is marked as one with zero retention
   */
  public Verdict judge(ModelSlug model, PriceSnapshot price, boolean keepsNothing) {
    Verdict worst = Verdict.ALLOWED;
    for (Policy policy : policies) {
      if (policy.judge(model, price, keepsNothing) instanceof Verdict.Violated violated) {
        if (violated.then() == Policy.OnViolation.DENY) {
          return violated;
        }
        worst = worst instanceof Verdict.Violated ? worst : violated;
      }
    }
    return worst;
  }
}
