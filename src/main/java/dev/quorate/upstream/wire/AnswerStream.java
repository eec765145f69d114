package dev.quorate.upstream.wire;

import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.StreamListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One streamed reply: parses its events and has the dialect read them. */
public final class AnswerStream implements EventTaker {
  private static final String DONE = "[DONE]";

  private final StreamWords words;
  private final StreamListener listener;
  private final GrowingAnswer answer;

  public AnswerStream(StreamWords words, StreamListener listener) {
    this.words = words;
    this.listener = listener;
    this.answer = new GrowingAnswer(listener);
  }

  @Override
  public void heard() {
    listener.heard();
  }

  @Override
  public boolean take(ServerEvent event) {
    if (answer.hasEnded()) {
      return true;
    }
    if (event.data().strip().equals(DONE)) {
      words.done(answer);
      return true;
    }
    JsonNode data;
    try {
      data = WireJson.MAPPER.readTree(event.data());
    } catch (JacksonException malformed) {
      answer.nonsense("The provider's stream has an event that is not valid JSON.");
      return false;
    }
    if (!data.isObject()) {
      answer.nonsense("The provider's stream has an event that is no JSON object.");
      return false;
    }
    return words.take(event.name(), data, answer);
  }

  /** The exchange as it stands when the body has ended, one way or another. */
  public Exchange exchange(RawReply raw, Refusals refusals, ProviderTarget target) {
    return answer.exchange(raw, refusals, target);
  }
}
