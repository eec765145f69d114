package dev.quorate.upstream.wire;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer that is put together from its events, told to the listener as it grows. It is whole
 * when the dialect says that all of it came, or when a finish reason came and the body ended.
 */
public final class GrowingAnswer {
  private final StreamListener listener;
  private final StringBuilder text = new StringBuilder();
  private final List<GrowingCall> calls = new ArrayList<>();
  private ReportedUsage usage = new ReportedUsage.Missing();
  private @Nullable FinishReason finish;
  private @Nullable JsonNode id;
  private @Nullable JsonNode error;
  private @Nullable String nonsense;
  private boolean spoke;
  private boolean spokeOn;
  private boolean perhapsComplete;
  private boolean complete;
  private boolean ended;

  GrowingAnswer(StreamListener listener) {
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

    Turn.ToolCall whole() {
      return new Turn.ToolCall(id, name, arguments.toString());
    }
  }

  /** The model has begun to answer, be it with nothing. */
  public void spoke() {
    spoke = true;
  }

  /** More visible text; an empty piece is none. */
  public void text(String piece) {
    if (!piece.isEmpty()) {
      goesOn();
      text.append(piece);
      listener.accept(new AnswerDelta.Text(piece));
    }
  }

  /** Whether visible text has come. */
  public boolean hasText() {
    return !text.isEmpty();
  }

  /**
   * A tool call begins.
   *
   * @return its place among the answer's tool calls
   */
  public int beginCall(String callId, String name) {
    goesOn();
    int index = calls.size();
    calls.add(new GrowingCall(callId, name));
    listener.accept(new AnswerDelta.ToolCallBegun(index, callId, name));
    return index;
  }

  /** More arguments of a call; an empty piece or one of no known call is none. */
  public void arguments(int index, String piece) {
    if (index >= 0 && index < calls.size() && !piece.isEmpty()) {
      calls.get(index).arguments.append(piece);
      listener.accept(new AnswerDelta.ToolArguments(index, piece));
    }
  }

  /** Whether arguments of that call have come. */
  public boolean hasArguments(int index) {
    return !calls.get(index).arguments.isEmpty();
  }

  /** How many tool calls have begun. */
  public int calls() {
    return calls.size();
  }

  /** Why the model stopped; the last word counts. */
  public void finish(FinishReason reason) {
    spoke = true;
    finish = reason;
  }

  /** Whether the model has said why it stopped. */
  public boolean hasFinished() {
    return finish != null;
  }

  /** What the call used; the last word counts. */
  public void usage(ReportedUsage reported) {
    usage = reported;
  }

  /** Whether the provider said what the call used. */
  public boolean hasUsage() {
    return !(usage instanceof ReportedUsage.Missing);
  }

  /** The provider's own id for the call, where it is a string; the first one counts. */
  public void id(JsonNode candidate) {
    if (id == null && candidate.isString()) {
      id = candidate;
    }
  }

  /**
   * The model has stopped, and with nothing more in a moment that was all of it. A model that went
   * on after a reason to stop gives one in every piece: then nobody knows before the body ends.
   */
  public void perhapsComplete() {
    if (!complete && !spokeOn) {
      perhapsComplete = true;
      listener.perhapsComplete();
    }
  }

  private void goesOn() {
    spokeOn |= finish != null;
    perhapsComplete = false;
  }

  /** All of the answer came; only the end of the body is still due. */
  public void complete() {
    if (!complete) {
      complete = true;
      listener.complete();
    }
  }

  /** All of it came, and whatever follows is not for us. */
  public void end() {
    ended = true;
    complete();
  }

  boolean hasEnded() {
    return ended;
  }

  /** The provider gave up in the middle of its stream. */
  public void failed(JsonNode what) {
    error = what;
  }

  void nonsense(String sentence) {
    nonsense = sentence;
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
    boolean stopped = finish != null && (perhapsComplete || raw.ending() == RawReply.Ending.WHOLE);
    if (!complete && !stopped) {
      return broken(raw, "The provider's stream broke off.");
    }
    if (!spoke) {
      return broken(raw, "The provider's stream holds no answer.");
    }
    FinishReason reason = finish == null ? FinishReason.OTHER : finish;
    return new Answered(text.toString(), reason, calls.stream().map(GrowingCall::whole).toList());
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
