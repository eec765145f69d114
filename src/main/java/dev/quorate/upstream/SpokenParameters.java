package dev.quorate.upstream;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.GenerationSettings;
import java.util.List;

/** What of a caller's settings a provider's dialect has no words for. */
public interface SpokenParameters {
  /**
   * The settings that would be left out of a call, by OpenAI's names for them; empty when all go
   * along.
   */
  List<String> unspoken(PricedModel model, GenerationSettings settings);
}
