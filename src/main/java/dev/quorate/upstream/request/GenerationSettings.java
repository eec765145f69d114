package dev.quorate.upstream.request;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sampling settings of a call; null where the caller gave none and the provider's default holds.
 *
 * @param maxOutputTokens always set: the caller's cap or the imposed one
 * @param outputCapImposed the cap is ours, not the caller's
 * @param seed the provider's sampling seed (chat {@code seed}), not fusion's
 * @param reasoningEffort as the caller wrote it
 */
public record GenerationSettings(
    int maxOutputTokens,
    boolean outputCapImposed,
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    List<String> stop,
    ResponseFormat format,
    @Nullable Long seed,
    @Nullable String reasoningEffort) {
  public GenerationSettings {
    stop = List.copyOf(stop);
  }

  /** Only a cap. */
  public static GenerationSettings capped(int maxOutputTokens) {
    return new GenerationSettings(
        maxOutputTokens, true, null, null, List.of(), new ResponseFormat.PlainText(), null, null);
  }
}
