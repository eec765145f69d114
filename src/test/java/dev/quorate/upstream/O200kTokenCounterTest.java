package dev.quorate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class O200kTokenCounterTest {
  private final TokenCounter counter = new O200kTokenCounter(Runnable::run);

  @Test
  void knownTextsCountAsOpenAiCountsThem() {
    assertThat(counter.count("")).isZero();
    assertThat(counter.count("hello world")).isEqualTo(2);
    assertThat(counter.count("tiktoken is great!")).isEqualTo(6);
  }

  @Test
  void theMarkersOfTheVocabularyAreOrdinaryText() {
    assertThatCode(() -> counter.count("<|endoftext|> <|im_start|>")).doesNotThrowAnyException();
    assertThat(counter.count("<|endoftext|>")).isGreaterThan(1);
  }

  @Test
  void conversationCountsEveryTurnAndEveryPicture() {
    Turn.User question =
        new Turn.User(
            List.of(
                new ContentPart.Text("hello world"),
                new ContentPart.Image("https://example.org/cat.png", null)));
    Turn.Assistant call =
        new Turn.Assistant("", List.of(new Turn.ToolCall("c1", "look", "{\"q\":1}")));

    long one = counter.count(new Conversation(List.of(question)));
    long two = counter.count(new Conversation(List.of(question, call)));

    assertThat(one).isEqualTo(3 + 4 + 2 + O200kTokenCounter.TOKENS_PER_IMAGE);
    assertThat(two - one).isEqualTo(4 + counter.count("look") + counter.count("{\"q\":1}"));
  }

  @Test
  void theBoundIsAQuarterAboveTheCount() {
    Conversation conversation = new Conversation(List.of(Turn.User.text("hello world")));

    assertThat(counter.count(conversation)).isEqualTo(9);
    assertThat(counter.inputBound(conversation)).isEqualTo(12);
  }

  @Test
  void aVeryLongTextIsEstimatedByItsBytes() {
    String text = "é".repeat(O200kTokenCounter.MAX_EXACT_CHARS + 1);

    assertThat(counter.count(text)).isEqualTo(Math.ceilDiv(2L * text.length(), 3));
  }

  @Test
  void aVeryLongConversationIsEstimatedAsAWhole() {
    String half = "word ".repeat(O200kTokenCounter.MAX_EXACT_CHARS / 10 + 1);
    Conversation one = new Conversation(List.of(Turn.User.text(half)));
    Conversation two = one.with(Turn.User.text(half));

    assertThat(counter.count(one)).isLessThan(half.length() / 4);
    assertThat(counter.count(two)).isEqualTo(3 + 2 * 4 + 2 * Math.ceilDiv(half.length(), 3L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " ", "\n", "1", "'", "ab", "\uD83D\uDE00", "漢", "\uD800", "=\t"})
  void noTextTakesLong(String unit) {
    String text = unit.repeat(O200kTokenCounter.MAX_EXACT_CHARS / unit.length());
    counter.count("warm");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();

    long tokens = counter.count(text);

    assertThat(tokens).isPositive();
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(5));
  }
}
