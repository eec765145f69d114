package dev.quorate.sandbox;

import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.util.RawValue;

/** The models of the sandbox by name: those that answer, and those that fail in a known way. */
@Singleton
class SandboxModels {
  /** What {@code GET /models} lists; {@code slow-<n>ms} takes any n up to ten minutes. */
  static final List<String> NAMES =
      List.of(
          "echo",
          "optimist",
          "sceptic",
          "judge",
          "fail-500",
          "fail-429",
          "slow-2000ms",
          "empty",
          "starved",
          "truncate");

  private static final Pattern SLOW = Pattern.compile("slow-(\\d{1,6})ms");
  private static final long LONGEST_WAIT_MS = 600_000;
  private static final int THOUGHTS = 64;

  private final Json json;
  private final SpokenAnswer voice;

  @Inject
  SandboxModels(Json json, SpokenAnswer voice) {
    this.json = json;
    this.voice = voice;
  }

  /** What the model replies. Blocks for as long as a slow one is told to. */
  Reply reply(RequestHead head, Chat chat) {
    return switch (chat.model()) {
      case "fail-500" -> failure(500, "server_error", "This model always fails.");
      case "fail-429" -> failure(429, "rate_limit_error", "This model is always busy.");
      case "empty" -> told(chat, completion(head, chat, "", "stop", 0));
      case "starved" -> told(chat, completion(head, chat, "", "length", thoughts(chat)));
      case "truncate" -> {
        Completion whole = said(head, chat, Persona.OPTIMIST.answer(chat));
        yield chat.stream() ? voice.say(whole, false) : Reply.ok(cut(whole));
      }
      default -> {
        String answer = answer(chat);
        ToolUse.Call call = ToolUse.of(chat);
        yield told(chat, call == null ? said(head, chat, answer) : calling(head, chat, call));
      }
    };
  }

  private Reply told(Chat chat, Completion completion) {
    return chat.stream() ? voice.say(completion, true) : Reply.ok(completion);
  }

  private static String answer(Chat chat) {
    for (Persona persona : Persona.values()) {
      if (persona.model().equals(chat.model())) {
        return persona.answer(chat);
      }
    }
    Matcher slow = SLOW.matcher(chat.model());
    if (slow.matches() && Long.parseLong(slow.group(1)) <= LONGEST_WAIT_MS) {
      pause(Duration.ofMillis(Long.parseLong(slow.group(1))));
      return Persona.ECHO.answer(chat);
    }
    throw ErrorCode.MODEL_NOT_FOUND.because("model", "The sandbox has no such model.");
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while being slow", stopping);
    }
  }

  private static Completion calling(RequestHead head, Chat chat, ToolUse.Call call) {
    return Completion.of(
        head.id().asChatCompletion(),
        head.receivedAt().getEpochSecond(),
        chat,
        new Completion.Said("", "tool_calls", 1 + Words.count(call.arguments()), 0, call));
  }

  /** The text under the caller's stop words, format and cap. */
  private Completion said(RequestHead head, Chat chat, String answer) {
    String text = answer;
    for (String stop : chat.stop()) {
      int at = stop.isEmpty() ? -1 : text.indexOf(stop);
      text = at < 0 ? text : text.substring(0, at);
    }
    if (chat.json()) {
      Map<String, Object> wanted = JudgeJsons.of(chat.schema(), Persona.fenced(chat.lastUser()));
      text =
          new String(
              json.write(wanted == null ? Map.of("answer", text) : wanted), StandardCharsets.UTF_8);
    }
    Integer most = chat.maxWords();
    boolean tooLong = most != null && Words.count(text) > most;
    return tooLong
        ? completion(head, chat, Words.first(text, Objects.requireNonNull(most)), "length", 0)
        : completion(head, chat, text, "stop", 0);
  }

  private static Completion completion(
      RequestHead head, Chat chat, String text, String finish, int reasoning) {
    return Completion.of(
        head.id().asChatCompletion(),
        head.receivedAt().getEpochSecond(),
        chat,
        new Completion.Said(text, finish, Words.count(text), reasoning, null));
  }

  private static int thoughts(Chat chat) {
    Integer most = chat.maxWords();
    return most == null ? THOUGHTS : Math.min(most, THOUGHTS);
  }

  /** Half of a reply: it ends within the JSON. */
  private RawValue cut(Completion whole) {
    String text = new String(json.write(whole), StandardCharsets.UTF_8);
    return new RawValue(text.substring(0, text.indexOf("\"content\":\"") + 40));
  }

  private static Reply failure(int status, String type, String message) {
    Map<String, Object> error = Map.of("message", message, "type", type, "code", type);
    Map<String, String> headers = status == 429 ? Map.of("Retry-After", "1") : Map.of();
    return new Reply(status, Map.of("error", error), headers);
  }

  /** The list of models in OpenAI's shape. */
  static Map<String, Object> list() {
    List<Map<String, Object>> models = NAMES.stream().map(SandboxModels::card).toList();
    return Map.of("object", "list", "data", models);
  }

  private static Map<String, Object> card(String name) {
    return Map.of("id", name, "object", "model", "created", 0, "owned_by", "sandbox");
  }

  /** Refused like an unknown path: the sandbox is off. */
  static GatewayException off() {
    return ErrorCode.NOT_FOUND.because("There is nothing at this path.");
  }
}
