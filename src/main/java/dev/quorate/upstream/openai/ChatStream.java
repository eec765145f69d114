package dev.quorate.upstream.openai;

import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.EventTaker;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.Refusals;
import dev.quorate.upstream.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One streamed completion: tells the listener each piece as it comes and puts the answer together.
 * The stream is whole when {@code [DONE]} came, or when a finish reason came and either the usage
 * or the end of the body after it; several servers leave one of them out.
 */
final class ChatStream implements EventTaker {
  private static final String DONE = "[DONE]";

  private final JsonMapper mapper;
  private final StreamListener listener;
  private final StringBuilder text = new StringBuilder();
  private final List<GrowingCall> calls = new ArrayList<>();
  private ReportedUsage usage = new ReportedUsage.Missing();
  private @Nullable FinishReason finish;
  private @Nullable JsonNode id;
  private @Nullable JsonNode error;
  private @Nullable String nonsense;
  private boolean spoke;
  private boolean done;

  ChatStream(JsonMapper mapper, StreamListener listener) {
    this.mapper = mapper;
    this.listener = listener;
  }

  /** A tool call whose arguments are still coming. */
  private static final class GrowingCall {
    private final String id;
    private final String name;
    private final StringBuilder arguments = new StringBuilder();

    GrowingCall(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Override
  public void heard() {
    listener.heard();
  }

  @Override
  public boolean take(ServerEvent event) {
    if (done) {
      return true;
    }
    if (event.data().strip().equals(DONE)) {
      end();
      return true;
    }
    JsonNode chunk;
    try {
      chunk = mapper.readTree(event.data());
    } catch (JacksonException malformed) {
      nonsense = "The provider's stream has an event that is not valid JSON.";
      return false;
    }
    if (!chunk.isObject()) {
      nonsense = "The provider's stream has an event that is no JSON object.";
      return false;
    }
    return take(event.name(), chunk);
  }

  private boolean take(String name, JsonNode chunk) {
    JsonNode choice = chunk.at("/choices/0");
    for (JsonNode place : new JsonNode[] {chunk.path("error"), choice.path("error")}) {
      if (place.isObject() || place.isString()) {
        error = place;
        return false;
      }
    }
    if (name.equals("error")) {
      error = chunk;
      return false;
    }
    if (id == null && chunk.path("id").isString()) {
      id = chunk.path("id");
    }
    if (chunk.path("usage").isObject()) {
      usage = Usage.read(chunk.path("usage"));
    }
    choice(choice);
    if (finish != null && !(usage instanceof ReportedUsage.Missing)) {
      listener.complete();
    }
    return true;
  }

  private void choice(JsonNode choice) {
    if (!choice.isObject()) {
      return;
    }
    spoke = true;
    JsonNode delta = choice.path("delta");
    String piece = ChatWords.text(delta);
    if (!piece.isEmpty()) {
      text.append(piece);
      listener.accept(new AnswerDelta.Text(piece));
    }
    delta.path("tool_calls").forEach(this::toolCall);
    if (choice.path("finish_reason").isString()) {
      finish = ChatWords.finish(choice.path("finish_reason"));
    }
  }

  /**
   * A call begins with its name; what comes after under the same index is more of its arguments.
   */
  private void toolCall(JsonNode call) {
    String name = call.at("/function/name").asString("");
    int index = call.path("index").asInt(name.isEmpty() ? calls.size() - 1 : calls.size());
    if (index == calls.size() && !name.isEmpty()) {
      GrowingCall begun = new GrowingCall(ChatWords.id(call, index), name);
      calls.add(begun);
      listener.accept(new AnswerDelta.ToolCallBegun(index, begun.id, name));
    }
    String more = ChatWords.arguments(call);
    if (index >= 0 && index < calls.size() && !more.isEmpty()) {
      calls.get(index).arguments.append(more);
      listener.accept(new AnswerDelta.ToolArguments(index, more));
    }
  }

  private void end() {
    done = true;
    listener.complete();
  }

  /** The exchange as it stands when the body has ended, one way or another. */
  Exchange exchange(RawReply raw, Refusals refusals, ProviderTarget target) {
    RawReply reply = id == null ? raw : raw.orId(id);
    CallResult result = result(reply, refusals, target);
    // A refusal before the first word is an error status in disguise; after it, an answer cut off.
    boolean whole = result instanceof Answered || (error != null && received().isEmpty());
    return new Exchange(result, reply.status(), reply.requestId(), whole, usage, received());
  }

  private CallResult result(RawReply raw, Refusals refusals, ProviderTarget target) {
    if (error != null) {
      return refusals.inside(error, raw, target);
    }
    if (nonsense != null) {
      return broken(raw, nonsense);
    }
    if (raw.ending() == RawReply.Ending.TOO_LARGE) {
      return broken(raw, "The provider's stream has more than is taken.");
    }
    boolean whole =
        done
            || (finish != null
                && (raw.ending() == RawReply.Ending.WHOLE
                    || !(usage instanceof ReportedUsage.Missing)));
    if (!whole) {
      return broken(raw, "The provider's stream broke off.");
    }
    if (!spoke) {
      return broken(raw, "The provider's stream has no choices.");
    }
    FinishReason reason = finish == null ? FinishReason.OTHER : finish;
    return new Answered(
        text.toString(),
        reason,
        calls.stream()
            .map(call -> new Turn.ToolCall(call.id, call.name, call.arguments.toString()))
            .toList());
  }

  private static Failed broken(RawReply raw, String sentence) {
    return new Failed(FailureKind.BROKEN_REPLY, raw.status(), sentence, null);
  }

  private String received() {
    StringBuilder all = new StringBuilder(text);
    calls.forEach(call -> all.append(call.name).append(call.arguments));
    return all.toString();
  }
}
