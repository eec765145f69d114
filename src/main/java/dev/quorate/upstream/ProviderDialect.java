package dev.quorate.upstream;

import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wire protocol: neutral words out, a neutral result in. One implementation a sub-package. */
public interface ProviderDialect {
  Dialect dialect();

  /** The settings this dialect leaves out of a call, by OpenAI's names; most leave out none. */
  default List<String> unspoken(PricedModel model, GenerationSettings settings) {
    return List.of();
  }

  /**
   * Asks the model once. Blocks the calling virtual thread; an interrupt closes the provider's
   * socket and ends the exchange at once, with an exception or with {@code whole} false.
   *
   * @param intent names the model; spent by whoever asks
   * @param listener gets a streamed answer as it comes; null to ask for one whole body
   * @throws IOException when no status line arrived
   */
  Exchange exchange(CommittedIntent intent, ModelRequest request, @Nullable StreamListener listener)
      throws IOException;
}
