package dev.quorate.fusion.prompt;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.TokenCounter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the judge's context is divided between conversation, task, answers and the judge's own text.
 *
 * @param model the judge
 * @param fixed tokens of conversation and task, without any answer
 * @param wanted the caller's output cap, or null
 */
public record JudgeSpace(PricedModel model, long fixed, @Nullable Integer wanted) {
  /** An answer of which less than this could be shown is not worth showing. */
  private static final int LEAST_TOKENS_PER_ANSWER = 64;

  /**
   * The tokens of the task around so many answers, without any answer in it.
   *
   * @param answers 1 to 8
   */
  public static long taskTokens(JudgeTask task, int answers, TokenCounter counter) {
    return counter.count(JudgePrompt.emptyTask(task, answers));
  }

  /**
   * Tokens of an answer that are shown at most, where space does not matter: its cap and a quarter.
   */
  public static long mostOf(long answerCap) {
    return withMargin(answerCap);
  }

  /** Whether the conversation, the task and a little of each answer fit. */
  public boolean fits(int answers) {
    Integer context = model.contextLength();
    return context == null || fixed + (long) answers * LEAST_TOKENS_PER_ANSWER < context;
  }

  /** The most the judge can write; an imposed cap leaves the prompt's fixed part its room. */
  public int outputCap() {
    int cap = model.outputCap(wanted);
    Integer context = model.contextLength();
    if (wanted != null || context == null) {
      return cap;
    }
    return (int) Math.max(1, Math.min(cap, context - fixed));
  }

  /** What the judge's input cannot exceed with each answer at its longest. */
  public long inputBound(List<Long> longest) {
    long bound = withMargin(fixed + longest.stream().mapToLong(Long::longValue).sum());
    Integer context = model.contextLength();
    return context == null ? bound : Math.min(bound, context);
  }

  /**
   * How many tokens of each answer are shown: all of it where the context allows, else a fair share
   * of what conversation and output leave.
   */
  public List<Long> shares(List<Long> longest) {
    Integer context = model.contextLength();
    if (context == null) {
      return longest;
    }
    long space = (context - reserve(context)) * 4 / 5 - fixed;
    long least = (long) longest.size() * LEAST_TOKENS_PER_ANSWER;
    return FairShare.of(longest, Math.max(space, least));
  }

  /**
   * Tokens kept for the judge's text: what the caller wants up to half of the context, else a
   * quarter.
   */
  private long reserve(int context) {
    return Math.min(model.outputCap(wanted), wanted == null ? context / 4 : context / 2);
  }

  /** The output cap beside a prompt that turned out to have so many tokens. */
  public int outputCapBeside(long promptTokens) {
    Integer context = model.contextLength();
    if (wanted != null || context == null) {
      return outputCap();
    }
    long room = context - withMargin(promptTokens);
    long least = Math.min(reserve(context), context - promptTokens);
    return (int) Math.max(1, Math.min(outputCap(), Math.max(room, least)));
  }

  private static long withMargin(long tokens) {
    return Math.ceilDiv(tokens * 5, 4);
  }
}
