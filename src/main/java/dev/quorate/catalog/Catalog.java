package dev.quorate.catalog;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;

/** The model catalogue as the rest of the house reads it; answered from memory. */
public interface Catalog {
  /**
   * The model with the price in effect now. Exact names win over {@code vendor/*}; aliases resolve
   * to the model they name, whose own slug the result carries.
   *
   * @param param the request field that named the model, for the refusal
   * @throws dev.quorate.kernel.GatewayException MODEL_NOT_FOUND, MODEL_NOT_PRICED
   */
  PricedModel find(ModelSlug slug, String param);

  /** Whether nothing but the sandbox is configured: a deployment nobody has set up yet. */
  boolean hasOnlySandbox();
}
