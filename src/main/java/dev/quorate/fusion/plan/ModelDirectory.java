package dev.quorate.fusion.plan;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import org.jspecify.annotations.Nullable;

/** Finds models for the planner; the conductor binds it to the caller's catalogue. */
@FunctionalInterface
public interface ModelDirectory {
  /**
   * Finds a model that may be called.
   *
   * @param param the request field that named the model, for the refusal
   * @throws dev.quorate.kernel.GatewayException MODEL_NOT_FOUND, MODEL_NOT_PRICED,
   *     MODEL_NOT_ALLOWED, TEST_KEY_SANDBOX_ONLY
   */
  PricedModel find(ModelSlug slug, String param);

  /**
   * What stands against calling a model that was found: a panel goes without it, and a request that
   * needs it is refused. A sentence for the caller, null where nothing does.
   */
  default @Nullable String objection(ModelSlug slug, String param) {
    return null;
  }

  /** Whether a web tool, {@code web/searxng}, may be offered. */
  default boolean mayUseWeb(ModelSlug tool) {
    return true;
  }
}
