package dev.quorate.fusion.plan;

import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ResponseFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sampling settings of a request before any model is known; null where the caller gave none.
 *
 * @param maxOutputTokens the caller's cap, at least 1
 * @param seed the provider's sampling seed (chat {@code seed})
 */
public record CallerSettings(
    @Nullable Integer maxOutputTokens,
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    List<String> stop,
    ResponseFormat format,
    @Nullable Long seed,
    @Nullable String reasoningEffort) {
  public CallerSettings {
    stop = List.copyOf(stop);
  }

  public static CallerSettings none() {
    return new CallerSettings(
        null, null, null, List.of(), new ResponseFormat.PlainText(), null, null);
  }

  /** These settings for one call, with the output cap it gets. */
  public GenerationSettings capped(int outputCap) {
    return new GenerationSettings(
        outputCap, maxOutputTokens == null, temperature, topP, stop, format, seed, reasoningEffort);
  }
}
