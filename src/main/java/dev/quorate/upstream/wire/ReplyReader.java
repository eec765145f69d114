package dev.quorate.upstream.wire;

import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ReportedUsage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;

/** Reads what a server answered in one body: an answer, a refusal, or nonsense. */
public final class ReplyReader {
  /** Of a reply that broke off, at most this much is looked through for text. */
  private static final int MAX_COUNTED_BYTES = 4 * 1024 * 1024;

  private static final ReportedUsage NO_USAGE = new ReportedUsage.Missing();

  private final ReplyWords words;
  private final Refusals refusals;

  public ReplyReader(ReplyWords words, Refusals refusals) {
    this.words = words;
    this.refusals = refusals;
  }

  /** Reads a reply whose body was not taken as events. */
  public Exchange read(RawReply raw, ProviderTarget target) {
    if (!raw.isSuccess()) {
      Failed refused = refusals.of(raw, target);
      return exchange(raw, refused, true, NO_USAGE, "");
    }
    if (raw.isEncoded()) {
      return broken(raw, "The provider sent a compressed body that was not asked for.");
    }
    return switch (raw.ending()) {
      case WHOLE -> whole(raw, target);
      case CUT -> cut(raw, "The provider's reply broke off.");
      case TOO_LARGE ->
          exchange(raw, nonsense(raw, "The provider's reply is too large."), false, NO_USAGE, "");
    };
  }

  private Exchange whole(RawReply raw, ProviderTarget target) {
    JsonNode body;
    try {
      body = WireJson.MAPPER.readTree(raw.body());
    } catch (UnexpectedEndOfInputException early) {
      return cut(raw, "The provider's reply broke off.");
    } catch (JacksonException malformed) {
      return broken(raw, "The provider's reply is not valid JSON.");
    }
    if (body == null || !body.isObject()) {
      return broken(raw, "The provider's reply is not a JSON object.");
    }
    CallResult result = result(body, raw, target);
    String text = result instanceof Answered answered ? received(answered) : "";
    return exchange(raw.orId(words.id(body)), result, true, words.usage(body), text);
  }

  /** All the model wrote, tool calls too: what is counted where no usage was reported. */
  private static String received(Answered answered) {
    StringBuilder all = new StringBuilder(answered.text());
    answered.toolCalls().forEach(call -> all.append(call.name()).append(call.arguments()));
    return all.toString();
  }

  private CallResult result(JsonNode body, RawReply raw, ProviderTarget target) {
    JsonNode error = words.error(body);
    if (error.isObject() || error.isString()) {
      return refusals.inside(error, raw, target);
    }
    Answered answer = words.answer(body);
    return answer == null ? nonsense(raw, "The provider's reply holds no answer.") : answer;
  }

  private Exchange cut(RawReply raw, String sentence) {
    int length = Math.min(raw.body().length, MAX_COUNTED_BYTES);
    String body = new String(raw.body(), 0, length, StandardCharsets.UTF_8);
    String arrived = ReceivedText.in(body, words.textMember());
    return exchange(raw, nonsense(raw, sentence), false, NO_USAGE, arrived);
  }

  private static Exchange broken(RawReply raw, String sentence) {
    return exchange(raw, nonsense(raw, sentence), true, NO_USAGE, "");
  }

  private static Failed nonsense(RawReply raw, String sentence) {
    return new Failed(FailureKind.BROKEN_REPLY, raw.status(), sentence, null);
  }

  private static Exchange exchange(
      RawReply raw, CallResult result, boolean whole, ReportedUsage usage, String text) {
    @Nullable String id = raw.requestId();
    return new Exchange(result, raw.status(), id, whole, usage, text);
  }
}
