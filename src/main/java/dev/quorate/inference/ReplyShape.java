package dev.quorate.inference;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import org.jspecify.annotations.Nullable;

/** How an endpoint writes what came of one request; knows what that request wants echoed. */
public interface ReplyShape {
  /** The whole body of a request that has an answer. */
  Object answer(FinishedRun run);

  /** Writes the same request's answer as a stream. */
  AnswerScript script(StreamOpening opening);

  /**
   * Token counts in the endpoint's own field names.
   *
   * @param cost null where the cost stands beside the usage
   */
  Object usage(TokenUsage usage, @Nullable Money cost);
}
