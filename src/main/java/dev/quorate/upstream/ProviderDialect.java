package dev.quorate.upstream;

import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import java.io.IOException;

/** One wire protocol: neutral words out, a neutral result in. One implementation a sub-package. */
public interface ProviderDialect {
  Dialect dialect();

  /**
   * Asks the model once. Blocks the calling virtual thread; an interrupt closes the provider's
   * socket and ends the exchange at once, with an exception or with {@code whole} false.
   *
   * @throws IOException when no status line arrived
   */
  Exchange exchange(PricedModel model, ModelRequest request) throws IOException;
}
