package dev.quorate.upstream;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts with OpenAI's public {@code o200k_base} vocabulary. Its table takes about a second to
 * load: that happens beside the start of the server, and a count that comes earlier waits for it.
 */
@Singleton
final class O200kTokenCounter implements TokenCounter {
  /**
   * Longer texts and conversations are estimated, so that no request holds a core for long: this
   * many letters of prose take some 30 ms, of nonsense half a second.
   */
  static final int MAX_EXACT_CHARS = 100_000;

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
    return count(text, text.length() <= MAX_EXACT_CHARS);
  }

  private static long count(String text, boolean exactly) {
    if (text.isEmpty()) {
      return 0;
    }
    return exactly
        ? Vocabulary.O200K.countTokensOrdinary(text)
        : Math.ceilDiv(text.chars().mapToLong(O200kTokenCounter::bytes).sum(), BYTES_PER_TOKEN);
  }

  /** What a UTF-16 unit takes in UTF-8; a surrogate is half of four. */
  private static long bytes(int unit) {
    if (unit < 0x80) {
      return 1;
    }
    return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
  }

  @Override
  public long count(Conversation conversation) {
    List<String> texts = conversation.turns().stream().flatMap(O200kTokenCounter::texts).toList();
    boolean exactly = texts.stream().mapToLong(String::length).sum() <= MAX_EXACT_CHARS;
    return TOKENS_PER_CONVERSATION
        + TOKENS_PER_TURN * conversation.turns().size()
        + TOKENS_PER_IMAGE * images(conversation)
        + texts.stream().mapToLong(text -> count(text, exactly)).sum();
  }

  private static Stream<String> texts(Turn turn) {
    return switch (turn) {
      case Turn.Instructions instructions -> Stream.of(instructions.text());
      case Turn.User user -> user.parts().stream().flatMap(O200kTokenCounter::text);
      case Turn.ToolResult result -> Stream.of(result.text());
      case Turn.Assistant assistant ->
          Stream.concat(
              Stream.of(assistant.text()),
              assistant.toolCalls().stream()
                  .flatMap(call -> Stream.of(call.name(), call.arguments())));
    };
  }

  private static Stream<String> text(ContentPart part) {
    return part instanceof ContentPart.Text text ? Stream.of(text.text()) : Stream.empty();
  }

  private static long images(Conversation conversation) {
    return conversation.turns().stream()
        .filter(Turn.User.class::isInstance)
        .flatMap(turn -> ((Turn.User) turn).parts().stream())
        .filter(ContentPart.Image.class::isInstance)
        .count();
  }

  /** Loaded at first use, once. */
  private static final class Vocabulary {
    static final Encoding O200K =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }
}
