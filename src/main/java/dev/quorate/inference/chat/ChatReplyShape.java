package dev.quorate.inference.chat;

import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.ReplyShape;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.FinishReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Chat Completions reply.
 *
 * @param metadata the caller's own labels, handed back
 */
record ChatReplyShape(Map<String, String> metadata) implements ReplyShape {

  @Override
  public ChatCompletion answer(FinishedRun run) {
    ChatCompletion.Message message = ChatCompletion.Message.of(run.answer().text());
    ChatCompletion.Choice choice =
        new ChatCompletion.Choice(0, message, null, finishReason(run.answer().finish()));
    return new ChatCompletion(
        run.id().asChatCompletion(),
        "chat.completion",
        run.receivedAt().getEpochSecond(),
        run.model(),
        List.of(choice),
        usage(run.usage(), run.cost()),
        metadata.isEmpty() ? null : metadata,
        run.fusion(),
        run.warningsOrNull());
  }

  @Override
  public ChatUsage usage(TokenUsage usage, @Nullable Money cost) {
    return ChatUsage.of(usage, cost);
  }

  private static String finishReason(FinishReason finish) {
    return switch (finish) {
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
      // No tools are ever offered, so a model that claims to have called one has stopped.
      case STOP, TOOL_CALLS, OTHER -> "stop";
    };
  }
}
