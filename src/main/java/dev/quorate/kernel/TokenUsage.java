package dev.quorate.kernel;

/**
 * Tokens of one call or a sum of calls, in buckets that do not overlap: what a provider calls
 * {@code prompt_tokens} is input + cache read + cache write here, {@code completion_tokens} is
 * output + reasoning. Each is zero or more.
 */
public record TokenUsage(
    long inputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    long outputTokens,
    long reasoningTokens) {
  public static final TokenUsage ZERO = new TokenUsage(0, 0, 0, 0, 0);

  public TokenUsage {
    if (inputTokens < 0
        || cacheReadTokens < 0
        || cacheWriteTokens < 0
        || outputTokens < 0
        || reasoningTokens < 0) {
      throw new IllegalArgumentException("negative token count");
    }
  }

  /** Uncached input and visible output only. */
  public static TokenUsage of(long inputTokens, long outputTokens) {
    return new TokenUsage(inputTokens, 0, 0, outputTokens, 0);
  }

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        Math.addExact(inputTokens, other.inputTokens),
        Math.addExact(cacheReadTokens, other.cacheReadTokens),
        Math.addExact(cacheWriteTokens, other.cacheWriteTokens),
        Math.addExact(outputTokens, other.outputTokens),
        Math.addExact(reasoningTokens, other.reasoningTokens));
  }

  /** Everything that went in: uncached, read from and written to the cache. */
  public long totalInput() {
    return inputTokens + cacheReadTokens + cacheWriteTokens;
  }

  /** Everything that came out: visible and reasoning. */
  public long totalOutput() {
    return outputTokens + reasoningTokens;
  }

  public long total() {
    return totalInput() + totalOutput();
  }
}
