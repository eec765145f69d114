package dev.quorate.sandbox;

import dev.quorate.http.EventStream;
import dev.quorate.http.Frame;
import dev.quorate.http.HttpSettings;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.StreamEvent;
import dev.quorate.kernel.VirtualThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Says a completion word by word, at the pace of a quick model. */
@Singleton
class SpokenAnswer {
  private static final Duration PACE = Duration.ofMillis(5);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.UTF_8);

  private final VirtualThreads threads;
  private final Json json;
  private final HttpSettings settings;

  @Inject
  SpokenAnswer(VirtualThreads threads, Json json, HttpSettings settings) {
    this.threads = threads;
    this.json = json;
    this.settings = settings;
  }

  /**
   * @param whole false for a stream that ends in the middle, without a word why
   */
  Reply say(Completion completion, boolean whole) {
    AtomicBoolean left = new AtomicBoolean();
    EventStream stream = new EventStream(settings.keepAlive(), () -> left.set(true));
    List<StreamEvent> words = words(completion);
    List<StreamEvent> said = whole ? words : words.subList(0, Math.ceilDiv(words.size(), 2));
    threads.execute(() -> speak(said, stream, left, whole ? last(completion) : List.of()));
    return new Reply(200, stream, Map.of());
  }

  private static void speak(
      List<StreamEvent> words, EventStream stream, AtomicBoolean left, List<StreamEvent> last) {
    try {
      for (StreamEvent word : words) {
        if (left.get()) {
          break;
        }
        stream.offer(word);
        Thread.sleep(PACE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      stream.end(last);
    }
  }

  private List<StreamEvent> words(Completion completion) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(chunk(completion, Map.of("role", "assistant", "content", ""), null));
    Completion.Message message = completion.choices().getFirst().message();
    if (message.toolCalls() != null) {
      events.add(chunk(completion, Map.of("tool_calls", message.toolCalls()), null));
    }
    String text = message.content();
    for (String word : text.split("(?<=\\s)(?=\\S)", -1)) {
      if (!word.isEmpty()) {
        events.add(chunk(completion, Map.of("content", word), null));
      }
    }
    return events;
  }

  private List<StreamEvent> last(Completion completion) {
    Map<String, Object> usage =
        Map.of(
            "id", completion.id(),
            "object", "chat.completion.chunk",
            "created", completion.created(),
            "model", completion.model(),
            "choices", List.of(),
            "usage", completion.usage());
    return List.of(
        chunk(completion, Map.of(), completion.choices().getFirst().finishReason()),
        Frame.of("", 0, _ -> json.write(usage)),
        Frame.of("", 0, _ -> DONE));
  }

  private StreamEvent chunk(
      Completion completion, Map<String, Object> delta, @Nullable String finish) {
    Completion.Chunk chunk =
        new Completion.Chunk(
            completion.id(),
            "chat.completion.chunk",
            completion.created(),
            completion.model(),
            List.of(new Completion.ChunkChoice(0, delta, finish)));
    return Frame.of("", 100, _ -> json.write(chunk));
  }
}
