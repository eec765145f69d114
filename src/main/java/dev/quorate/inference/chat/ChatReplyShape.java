package dev.quorate.inference.chat;

import dev.quorate.fusion.RunOutcome;
import dev.quorate.inference.AnswerScript;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.ReplyShape;
import dev.quorate.inference.StreamOpening;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/**
 * Writes a Chat Completions reply.
 *
 * @param metadata the caller's own labels, handed back
 * @param includeUsage a streamed reply ends with the usage although nothing else asks for it
 * @param openRouters the reply goes to a client of OpenRouter's
 */
record ChatReplyShape(Map<String, String> metadata, boolean includeUsage, boolean openRouters)
    implements ReplyShape {

  @Override
  public ChatCompletion answer(FinishedRun run) {
    ChatCompletion.Message message = ChatCompletion.Message.of(run.answer());
    ChatCompletion.Choice choice =
        new ChatCompletion.Choice(0, message, null, finishReason(run.answer()));
    return new ChatCompletion(
        run.id().asChatCompletion(),
        "chat.completion",
        run.receivedAt().getEpochSecond(),
        run.model(),
        List.of(choice),
        usage(run.usage(), run.cost()),
        openRouters ? NullNode.getInstance() : null,
        metadata.isEmpty() ? null : metadata,
        run.fusion(),
        run.warningsOrNull());
  }

  @Override
  public ChatUsage usage(TokenUsage usage, @Nullable Money cost) {
    return ChatUsage.of(usage, cost);
  }

  @Override
  public AnswerScript script(StreamOpening opening) {
    return new ChatScript(opening, includeUsage, openRouters);
  }

  /** What ended the answer; a model that only claims to have called a tool has stopped. */
  static String finishReason(RunOutcome.Ending.Answer answer) {
    if (!answer.toolCalls().isEmpty()) {
      return "tool_calls";
    }
    return switch (answer.finish()) {
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
      case STOP, TOOL_CALLS, OTHER -> "stop";
    };
  }
}
