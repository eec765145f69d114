package dev.quorate.upstream;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.quorate.kernel.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Counts with OpenAI's public {@code o200k_base} vocabulary. Its table takes about a second to
 * load: that happens beside the start of the server, and a count that comes earlier waits for it.
 */
@Singleton
final class O200kTokenCounter implements TokenCounter {
  /** Longer texts are estimated, so that one request cannot hold a core for long. */
  static final int MAX_EXACT_CHARS = 200_000;

  /**
   * English runs at four bytes a token, other scripts at three: an estimate leans to the high side.
   */
  private static final int BYTES_PER_TOKEN = 3;

  /** Role, delimiters and the priming of the answer, as OpenAI documents them. */
  private static final long TOKENS_PER_TURN = 4;

  private static final long TOKENS_PER_CONVERSATION = 3;

  /** A picture at high detail; providers differ, few charge more. */
  static final long TOKENS_PER_IMAGE = 1_600;

  private final VirtualThreads threads;

  @Inject
  O200kTokenCounter(VirtualThreads threads) {
    this.threads = threads;
  }

  void warm(@Observes Startup event) {
    threads.execute(() -> count("warm"));
  }

  @Override
  public long count(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    return text.length() > MAX_EXACT_CHARS
        ? estimate(text)
        : Vocabulary.O200K.countTokensOrdinary(text);
  }

  private static long estimate(String text) {
    return Math.ceilDiv((long) text.getBytes(StandardCharsets.UTF_8).length, BYTES_PER_TOKEN);
  }

  @Override
  public long count(Conversation conversation) {
    return conversation.turns().stream().mapToLong(this::count).sum() + TOKENS_PER_CONVERSATION;
  }

  private long count(Turn turn) {
    return TOKENS_PER_TURN
        + switch (turn) {
          case Turn.Instructions instructions -> count(instructions.text());
          case Turn.User user -> user.parts().stream().mapToLong(this::count).sum();
          case Turn.ToolResult result -> count(result.text());
          case Turn.Assistant assistant ->
              count(assistant.text())
                  + assistant.toolCalls().stream()
                      .mapToLong(call -> count(call.name()) + count(call.arguments()))
                      .sum();
        };
  }

  private long count(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> count(text.text());
      case ContentPart.Image image -> TOKENS_PER_IMAGE;
    };
  }

  /** Loaded at first use, once. */
  private static final class Vocabulary {
    static final Encoding O200K =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }
}
