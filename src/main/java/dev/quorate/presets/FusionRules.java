package dev.quorate.presets;

import dev.quorate.http.Fields;

/** Checks a {@code fusion} object before it is saved, in the words in which a request's is. */
public interface FusionRules {
  /**
   * Reads and plans it without calling anything.
   *
   * @throws dev.quorate.kernel.GatewayException whatever a request with this object is refused for
   */
  void check(Fields fusion);
}
