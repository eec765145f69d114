package dev.quorate.inference;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.request.Conversation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How an endpoint writes what came of one request; knows what that request wants echoed. */
public interface ReplyShape {
  /** The whole body of a request that has an answer. */
  Object answer(FinishedRun run);

  /** Writes the same request's answer as a stream. */
  AnswerScript script(StreamOpening opening);

  /** The body of a run that has not ended; only where runs can be left alone. */
  default Object standing(StreamOpening opening, String status) {
    throw new IllegalStateException("nothing runs in the background here");
  }

  /** The body of a run that came to nothing; only where runs can be left alone. */
  default Object failed(StreamOpening opening, FailedReply failure, String status) {
    throw new IllegalStateException("nothing runs in the background here");
  }

  /**
   * Reads what was kept of an earlier request or reply; only where replies are kept.
   *
   * @param items a text, or items in the endpoint's own form
   */
  default Conversation recalled(JsonNode items) {
    throw new IllegalStateException("this endpoint keeps nothing");
  }

  /**
   * Reads this request's own input again, once the items it only named are in their places; only
   * where replies are kept.
   */
  default Conversation reread(JsonNode input) {
    throw new IllegalStateException("this endpoint keeps nothing");
  }

  /** The same for a request whose reply is not kept. */
  default ReplyShape unkept() {
    return this;
  }

  /**
   * Token counts in the endpoint's own field names.
   *
   * @param cost null where the cost stands beside the usage
   */
  Object usage(TokenUsage usage, @Nullable Money cost);
}
