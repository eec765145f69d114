package dev.quorate.catalog;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import java.util.function.Predicate;

/** The model catalogue as the rest of the house reads it; answered from memory. */
public interface Catalog {
  /**
   * The model with the price in effect now. Exact names win over {@code vendor/*}; aliases resolve
   * to the model they name, whose own slug the result carries.
   *
   * @param param the request field that named the model, for the refusal
   * @throws dev.quorate.kernel.GatewayException MODEL_NOT_FOUND, MODEL_NOT_PRICED
   */
  default PricedModel find(ModelSlug slug, String param) {
    return find(slug, param, provider -> false);
  }

  /**
   * The same for a caller who brings credentials of its own: a provider whose stored credential
   * cannot be opened is left out only where the caller has none for it.
   *
   * @param own whether the caller has a credential for the provider of that id
   */
  PricedModel find(ModelSlug slug, String param, Predicate<String> own);

  /** Whether nothing but the sandbox is configured: a deployment nobody has set up yet. */
  boolean hasOnlySandbox();
}
