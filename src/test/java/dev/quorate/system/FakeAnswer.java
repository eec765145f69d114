package dev.quorate.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * What a scripted model does with one call. A value: each method gives a changed copy.
 *
 * @param text the answer's text, from the call
 * @param usage the {@code usage} member as JSON, null for none
 * @param rawBody gives the bytes sent in place of a chat completion, null for a chat completion
 * @param fault what goes wrong on the wire
 */
public record FakeAnswer(
    int status,
    Map<String, String> headers,
    Duration delay,
    Function<ReceivedCall, String> text,
    String finish,
    @Nullable String usage,
    @Nullable Supplier<byte[]> rawBody,
    FakeFault fault) {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** A whole answer: finish {@code stop}, 10 tokens in, 5 out. */
  public static FakeAnswer text(String text) {
    return computed(call -> text);
  }

  /** An answer made from the request. */
  public static FakeAnswer computed(Function<ReceivedCall, String> text) {
    return new FakeAnswer(
        200, JSON, Duration.ZERO, text, "stop", usageOf(10, 5), null, FakeFault.NONE);
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
    return new FakeAnswer(200, JSON, Duration.ZERO, call -> "", "stop", null, body, FakeFault.NONE);
  }

  /** A chat answer on which something goes wrong on the wire. */
  public static FakeAnswer broken(FakeFault fault) {
    return text("never whole").fault(fault);
  }

  static FakeAnswer unknownModel(String model) {
    return error(404, "no script for model " + model);
  }

  public FakeAnswer after(Duration wait) {
    return new FakeAnswer(status, headers, wait, text, finish, usage, rawBody, fault);
  }

  public FakeAnswer afterMillis(long wait) {
    return after(Duration.ofMillis(wait));
  }

  public FakeAnswer status(int code) {
    return new FakeAnswer(code, headers, delay, text, finish, usage, rawBody, fault);
  }

  public FakeAnswer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new FakeAnswer(status, Map.copyOf(more), delay, text, finish, usage, rawBody, fault);
  }

  public FakeAnswer finish(String reason) {
    return new FakeAnswer(status, headers, delay, text, reason, usage, rawBody, fault);
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
    return new FakeAnswer(status, headers, delay, text, finish, json, rawBody, fault);
  }

  public FakeAnswer noUsage() {
    return usageJson(null);
  }

  public FakeAnswer fault(FakeFault what) {
    return new FakeAnswer(status, headers, delay, text, finish, usage, rawBody, what);
  }

  /** All tokens went into reasoning: no text, finish {@code length}. */
  public static FakeAnswer starved() {
    return text("").finish("length").usage(10, 0, 64, 64);
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
    JsonStringEncoder.getInstance().quoteAsString(text.apply(call), json);
    json.append("\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"").append(finish);
    json.append("\"}]");
    if (usage != null) {
      json.append(",\"usage\":").append(usage);
    }
    return json.append('}').toString().getBytes(UTF_8);
  }

  private static String usageOf(long prompt, long completion) {
    return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(prompt, completion, prompt + completion);
  }
}
