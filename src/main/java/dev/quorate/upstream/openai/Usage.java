package dev.quorate.upstream.openai;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.ReportedUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings the {@code usage} objects of this dialect's servers into buckets that do not overlap. In
 * common: {@code prompt_tokens} includes what was read from and written to a cache, {@code
 * completion_tokens} includes reasoning. Where a server's total says otherwise, the total is right.
 */
final class Usage {
  /** A count beyond this is a fault, and its price would not fit the ledger. */
  private static final BigDecimal ABSURD = new BigDecimal("1e12");

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
    long in = count(prompt);
    long out = count(completion);
    long cacheRead = cacheRead(usage);
    long cacheWrite = cacheWrite(usage);
    long reasoning = count(usage.at("/completion_tokens_details/reasoning_tokens"));
    if (in < 0 || out < 0 || cacheRead < 0 || cacheWrite < 0 || reasoning < 0) {
      return new ReportedUsage.Absurd();
    }
    return new ReportedUsage.Reported(
        buckets(in, cacheRead, cacheWrite, allOutput(usage, in, out, reasoning), reasoning));
  }

  /** OpenAI and most; DeepSeek; servers that pass Anthropic's own names on. */
  private static long cacheRead(JsonNode usage) {
    return firstOf(
        usage.at("/prompt_tokens_details/cached_tokens"),
        usage.path("prompt_cache_hit_tokens"),
        usage.path("cache_read_input_tokens"));
  }

  /** OpenRouter; Anthropic's own name; LiteLLM's. */
  private static long cacheWrite(JsonNode usage) {
    return firstOf(
        usage.at("/prompt_tokens_details/cache_write_tokens"),
        usage.path("cache_creation_input_tokens"),
        usage.at("/prompt_tokens_details/cache_creation_tokens"));
  }

  private static long firstOf(JsonNode... places) {
    for (JsonNode place : places) {
      if (place.isNumber()) {
        return count(place);
      }
    }
    return 0;
  }

  /** xAI counts reasoning beside the completion, and its total shows it. */
  private static long allOutput(JsonNode usage, long in, long out, long reasoning) {
    boolean beside = reasoning > out || count(usage.path("total_tokens")) == in + out + reasoning;
    return beside ? out + reasoning : out;
  }

  /** The details never exceed what they are details of. */
  private static TokenUsage buckets(
      long in, long cacheRead, long cacheWrite, long out, long reasoning) {
    long read = Math.min(cacheRead, in);
    long written = Math.min(cacheWrite, in - read);
    long thought = Math.min(reasoning, out);
    return new TokenUsage(in - read - written, read, written, out - thought, thought);
  }

  /** The number, zero where there is none, -1 where it cannot be meant. */
  private static long count(JsonNode node) {
    if (!node.isNumber()) {
      return 0;
    }
    BigDecimal size = node.decimalValue();
    boolean sane =
        size.signum() >= 0 && size.compareTo(ABSURD) <= 0 && size.stripTrailingZeros().scale() <= 0;
    return sane ? size.longValueExact() : -1;
  }
}
