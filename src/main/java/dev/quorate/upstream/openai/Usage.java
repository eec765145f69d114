package dev.quorate.upstream.openai;

import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.wire.TokenCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings the {@code usage} objects of this dialect's servers into buckets that do not overlap. In
 * common: {@code prompt_tokens} includes what was read from and written to a cache, {@code
 * completion_tokens} includes reasoning. Where a server's total says otherwise, the total is right.
 */
final class Usage {
  private Usage() {}

  static ReportedUsage read(@Nullable JsonNode usage) {
    if (usage == null || !usage.isObject()) {
      return new ReportedUsage.Missing();
    }
    JsonNode prompt = usage.path("prompt_tokens");
    JsonNode completion = usage.path("completion_tokens");
    if (!prompt.isNumber() || !completion.isNumber()) {
      return new ReportedUsage.Missing();
    }
    long in = TokenCounts.count(prompt);
    long out = TokenCounts.count(completion);
    long reasoning = TokenCounts.count(usage.at("/completion_tokens_details/reasoning_tokens"));
    if (TokenCounts.sum(in, out, reasoning) < 0) {
      return new ReportedUsage.Absurd();
    }
    long allOut = TokenCounts.allOutput(usage.path("total_tokens"), in, out, reasoning);
    return TokenCounts.split(in, cacheRead(usage), cacheWrite(usage), allOut, reasoning);
  }

  /** OpenAI and most; DeepSeek; servers that pass Anthropic's own names on. */
  private static long cacheRead(JsonNode usage) {
    return TokenCounts.firstOf(
        usage.at("/prompt_tokens_details/cached_tokens"),
        usage.path("prompt_cache_hit_tokens"),
        usage.path("cache_read_input_tokens"));
  }

  /** OpenRouter; Anthropic's own name; LiteLLM's. */
  private static long cacheWrite(JsonNode usage) {
    return TokenCounts.firstOf(
        usage.at("/prompt_tokens_details/cache_write_tokens"),
        usage.path("cache_creation_input_tokens"),
        usage.at("/prompt_tokens_details/cache_creation_tokens"));
  }
}
