package dev.quorate.fusion.plan;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much room a conversation takes, measured once for all models of a request.
 *
 * @param tokens our best count
 * @param bound tokens it cannot exceed in any model's own counting
 */
public record PromptSize(long tokens, long bound, boolean hasImages) {
  private static final String VISION = "vision";

  /** What a provider writes around a tool's own words. */
  private static final long TOKENS_PER_TOOL = 16;

  static PromptSize of(Conversation conversation, TokenCounter counter) {
    return new PromptSize(
        counter.count(conversation),
        counter.inputBound(conversation),
        conversation.turns().stream().anyMatch(PromptSize::hasImage));
  }

  /** With the tools that go along, which the model reads as part of its prompt. */
  static PromptSize of(Conversation conversation, ToolOffer tools, TokenCounter counter) {
    return of(conversation, counter).with(tools, counter);
  }

  /** The same conversation with tools. */
  PromptSize with(ToolOffer tools, TokenCounter counter) {
    long more = tokens(tools, counter);
    return new PromptSize(tokens + more, bound + Math.ceilDiv(more * 5, 4), hasImages);
  }

  /** What tools add to a prompt. */
  public static long tokens(ToolOffer tools, TokenCounter counter) {
    return tools.tools().stream().mapToLong(tool -> tokens(tool, counter)).sum();
  }

  private static long tokens(Tool tool, TokenCounter counter) {
    return TOKENS_PER_TOOL
        + counter.count(tool.name())
        + counter.count(Objects.requireNonNullElse(tool.description(), ""))
        + counter.count(Objects.requireNonNullElse(tool.parameters(), ""));
  }

  private static boolean hasImage(Turn turn) {
    return turn instanceof Turn.User user
        && user.parts().stream().anyMatch(ContentPart.Image.class::isInstance);
  }

  /** Whether the model is known to take no images; a model that says nothing is tried. */
  public static boolean isBlind(PricedModel model) {
    return !model.supports().isEmpty() && !model.supports().contains(VISION);
  }

  /**
   * Why this prompt cannot be sent to the model, or null. Goes by the best count, not by the bound:
   * a prompt that might just fit is the provider's to judge.
   */
  @Nullable DropReason dropFor(PricedModel model) {
    Integer context = model.contextLength();
    boolean tooLong = context != null && tokens + 1 > context;
    return tooLong || (hasImages && isBlind(model)) ? DropReason.NOT_SENT : null;
  }

  /**
   * The output cap of a call. A cap of the caller's is kept, the imposed one leaves room for the
   * prompt.
   */
  int outputCap(PricedModel model, @Nullable Integer wanted) {
    int cap = model.outputCap(wanted);
    Integer context = model.contextLength();
    if (wanted != null || context == null) {
      return cap;
    }
    long room = bound < context ? context - bound : context - tokens;
    return (int) Math.max(1, Math.min(cap, room));
  }
}
