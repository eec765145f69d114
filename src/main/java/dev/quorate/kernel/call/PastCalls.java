package dev.quorate.kernel.call;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.WorkspaceId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a workspace's calls came to lately, for whoever guesses what the next ones will. */
public interface PastCalls {
  /**
   * Sums of answered calls by model and role, of a bounded number of the latest; a pair without any
   * is not among them.
   *
   * @param project null for the whole workspace
   * @param models not empty
   */
  List<Sum> sums(
      WorkspaceId workspace, @Nullable ProjectId project, Set<ModelSlug> models, Instant since);

  /**
   * Calls of one model in one role.
   *
   * @param calls one or more
   * @param tokens of all of them together
   */
  record Sum(ModelSlug model, CallRole role, long calls, TokenUsage tokens) {
    /**
     * Tokens of a call like these: so many go in, in buckets of the same shares; what comes out is
     * the average, at most the bound.
     */
    public TokenUsage like(long input, long outputBound) {
      long read = share(input, tokens.cacheReadTokens(), tokens.totalInput());
      long write =
          Math.min(input - read, share(input, tokens.cacheWriteTokens(), tokens.totalInput()));
      long reasoning = Math.min(outputBound, share(1, tokens.reasoningTokens(), calls));
      long output = Math.min(outputBound - reasoning, share(1, tokens.outputTokens(), calls));
      return new TokenUsage(input - read - write, read, write, output, reasoning);
    }

    private static long share(long of, long part, long whole) {
      return whole == 0
          ? 0
          : BigDecimal.valueOf(of)
              .multiply(BigDecimal.valueOf(part))
              .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
              .longValueExact();
    }
  }
}
