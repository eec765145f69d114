package dev.quorate.usage.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.kernel.TokenUsage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tokens on the wire of reports, in buckets that do not overlap. */
@Schema(name = "TokenCounts", description = "Tokens in buckets that do not overlap.")
public record TokenCounts(
    @JsonProperty("input_tokens") @Schema(description = "The uncached part") long inputTokens,
    @JsonProperty("cache_read_tokens") long cacheReadTokens,
    @JsonProperty("cache_write_tokens") long cacheWriteTokens,
    @JsonProperty("output_tokens") @Schema(description = "The visible part") long outputTokens,
    @JsonProperty("reasoning_tokens") long reasoningTokens) {

  public static TokenCounts of(TokenUsage usage) {
    return new TokenCounts(
        usage.inputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        usage.outputTokens(),
        usage.reasoningTokens());
  }

  TokenUsage toUsage() {
    return new TokenUsage(
        inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens);
  }
}
