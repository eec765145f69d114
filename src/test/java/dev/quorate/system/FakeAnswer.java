package dev.quorate.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * What a scripted model does with one call. A value: each method gives a changed copy.
 *
 * @param words what the model says
 * @param rawBody gives the bytes sent in place of a chat completion, null for a chat completion
 * @param stream what is said to a request for a stream, null for the same words in pieces
 * @param fault what goes wrong on the wire
 */
public record FakeAnswer(
    int status,
    Map<String, String> headers,
    Duration delay,
    Words words,
    @Nullable Supplier<byte[]> rawBody,
    @Nullable FakeStream stream,
    FakeFault fault) {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /**
   * The model's answer.
   *
   * @param text from the call
   * @param usage the {@code usage} member as JSON, null for none
   */
  record Words(
      Function<ReceivedCall, String> text,
      List<FakeCall> calls,
      String finish,
      @Nullable String usage) {}

  /** A whole answer: finish {@code stop}, 10 tokens in, 5 out. */
  public static FakeAnswer text(String text) {
    return computed(call -> text);
  }

  /** An answer made from the request. */
  public static FakeAnswer computed(Function<ReceivedCall, String> text) {
    return plain(new Words(text, List.of(), "stop", usageOf(10, 5)), null, null);
  }

  /** The model asks for tools to be run. */
  public static FakeAnswer calling(FakeCall... calls) {
    return saysAndCalls("", calls);
  }

  /** The model says something and asks for tools to be run. */
  public static FakeAnswer saysAndCalls(String text, FakeCall... calls) {
    return plain(new Words(call -> text, List.of(calls), "tool_calls", usageOf(10, 5)), null, null);
  }

  /** An answer for requests that want a stream. */
  public static FakeAnswer streamed(FakeStream stream) {
    return plain(new Words(call -> "not streamed", List.of(), "stop", null), null, stream);
  }

  /** An error in OpenAI's shape. */
  public static FakeAnswer error(int status) {
    return error(status, "scripted failure " + status);
  }

  public static FakeAnswer error(int status, String message) {
    return raw("{\"error\":{\"message\":\"%s\",\"type\":\"scripted\",\"code\":\"scripted_%d\"}}"
            .formatted(message, status))
        .status(status);
  }

  /** 200, {@code application/json} and this body, whatever it is. */
  public static FakeAnswer raw(String body) {
    return raw(() -> body.getBytes(UTF_8));
  }

  /** As {@link #raw(String)}, bytes made at each call: for those too big to keep. */
  public static FakeAnswer raw(Supplier<byte[]> body) {
    return plain(new Words(call -> "", List.of(), "stop", null), body, null);
  }

  private static FakeAnswer plain(
      Words words, @Nullable Supplier<byte[]> body, @Nullable FakeStream stream) {
    return new FakeAnswer(200, JSON, Duration.ZERO, words, body, stream, FakeFault.NONE);
  }

  /** A chat answer on which something goes wrong on the wire. */
  public static FakeAnswer broken(FakeFault fault) {
    return text("never whole").fault(fault);
  }

  static FakeAnswer unknownModel(String model) {
    return error(404, "no script for model " + model);
  }

  public FakeAnswer after(Duration wait) {
    return new FakeAnswer(status, headers, wait, words, rawBody, stream, fault);
  }

  public FakeAnswer afterMillis(long wait) {
    return after(Duration.ofMillis(wait));
  }

  public FakeAnswer status(int code) {
    return new FakeAnswer(code, headers, delay, words, rawBody, stream, fault);
  }

  public FakeAnswer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new FakeAnswer(status, Map.copyOf(more), delay, words, rawBody, stream, fault);
  }

  public FakeAnswer finish(String reason) {
    return saying(new Words(words.text, words.calls, reason, words.usage));
  }

  /** Prompt and completion tokens as the dialect reports them: cached and reasoning included. */
  public FakeAnswer usage(long prompt, long completion) {
    return usageJson(usageOf(prompt, completion));
  }

  /** Usage with its details: cached is part of prompt, reasoning part of completion. */
  public FakeAnswer usage(long prompt, long cached, long completion, long reasoning) {
    return usageJson(
        "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,\"prompt_tokens_details\":{\"cached_tokens\":%d},\"completion_tokens_details\":{\"reasoning_tokens\":%d}}"
            .formatted(prompt, completion, prompt + completion, cached, reasoning));
  }

  /** The {@code usage} member word for word; null leaves it out. */
  public FakeAnswer usageJson(@Nullable String json) {
    return saying(new Words(words.text, words.calls, words.finish, json));
  }

  public FakeAnswer noUsage() {
    return usageJson(null);
  }

  public FakeAnswer fault(FakeFault what) {
    return new FakeAnswer(status, headers, delay, words, rawBody, stream, what);
  }

  private FakeAnswer saying(Words others) {
    return new FakeAnswer(status, headers, delay, others, rawBody, stream, fault);
  }

  /** All tokens went into reasoning: no text, finish {@code length}. */
  public static FakeAnswer starved() {
    return text("").finish("length").usage(10, 0, 64, 64);
  }

  /** The usage it reports, as JSON. */
  @Nullable String usage() {
    return words.usage;
  }

  /** What it says to this request in events; null when it answers with one body. */
  @Nullable FakeStream streamFor(ReceivedCall call) {
    boolean whole = rawBody != null || status != 200 || fault != FakeFault.NONE;
    if (whole || !call.wantsStream()) {
      return null;
    }
    return stream != null
        ? stream
        : FakeStream.of(words.text.apply(call), words.calls, words.finish, words.usage);
  }

  byte[] body(ReceivedCall call, String id) {
    return rawBody == null ? chatCompletion(call, id) : rawBody.get();
  }

  private byte[] chatCompletion(ReceivedCall call, String id) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"id\":\"").append(id).append("\",\"object\":\"chat.completion\",\"created\":");
    json.append(call.arrivedAt().getEpochSecond()).append(",\"model\":\"");
    JsonStringEncoder.getInstance().quoteAsString(call.model(), json);
    json.append("\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"");
    JsonStringEncoder.getInstance().quoteAsString(words.text.apply(call), json);
    json.append("\",\"refusal\":null").append(toolCalls()).append("},\"logprobs\":null,");
    json.append("\"finish_reason\":\"").append(words.finish).append("\"}]");
    if (words.usage != null) {
      json.append(",\"usage\":").append(words.usage);
    }
    return json.append('}').toString().getBytes(UTF_8);
  }

  private String toolCalls() {
    if (words.calls.isEmpty()) {
      return "";
    }
    List<Object> calls = new ArrayList<>();
    for (FakeCall call : words.calls) {
      Map<String, String> function = Map.of("name", call.name(), "arguments", call.arguments());
      calls.add(Map.of("id", call.id(), "type", "function", "function", function));
    }
    return ",\"tool_calls\":" + Answer.JSON.writeValueAsString(calls);
  }

  private static String usageOf(long prompt, long completion) {
    return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(prompt, completion, prompt + completion);
  }
}
