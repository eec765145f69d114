package dev.quorate.fusion.plan;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.PricedModel;
import org.jspecify.annotations.Nullable;

/**
 * A model as a request names it.
 *
 * @param objection what a policy has against it, for the caller; null where it may be called
 */
record Member(PricedModel model, @Nullable String objection) {
  boolean isForbidden() {
    return objection != null;
  }

  /**
   * The model where the request cannot do without.
   *
   * @param param the field that names it
   * @throws dev.quorate.kernel.GatewayException POLICY_VIOLATION
   */
  PricedModel needed(String param) {
    if (objection != null) {
      throw ErrorCode.POLICY_VIOLATION.because(param, objection);
    }
    return model;
  }
}
