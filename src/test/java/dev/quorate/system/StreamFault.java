package dev.quorate.system;

import dev.quorate.system.FakeStream.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a provider does with a request for a stream, and what the ledger says of it. */
enum StreamFault {
  NO_DONE("ok", "provider", () -> words().finish("stop").usage(10, 5)),
  NO_USAGE("ok", "counted", () -> words().finish("stop").done()),
  NEITHER_DONE_NOR_USAGE("ok", "counted", () -> words().finish("stop")),
  NO_FINISH_REASON("ok", "provider", () -> words().usage(10, 5).done()),
  USAGE_TWICE("ok", "provider", () -> words().finish("stop").usage(1, 1).usage(10, 5).done()),
  USAGE_ZERO("ok", "provider", () -> words().finish("stop").usage(0, 0).done()),
  USAGE_NULL_AT_FIRST(
      "ok",
      "provider",
      () ->
          FakeStream.begun()
              .event(
                  "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello \"}}],\"usage\":null}")
              .say("wörld")
              .finish("stop")
              .usage(10, 5)
              .done()),
  USAGE_NEGATIVE("ok", "none", () -> words().finish("stop").usage(-3, 5).done()),
  OPEN_AFTER_DONE("ok", "provider", () -> whole().ends(Ending.SILENCE)),
  OPEN_AFTER_USAGE(
      "ok", "provider", () -> words().finish("stop").usage(10, 5).ends(Ending.SILENCE)),
  CUT_AFTER_DONE("ok", "provider", () -> reset(whole())),
  COMMENTS("ok", "provider", () -> whole().rewritten(bytes -> ": ping\n\n:\n" + bytes)),
  UNKNOWN_FIELDS(
      "ok", "provider", () -> whole().rewritten(bytes -> "id: 7\nretry: 10\nother\n" + bytes)),
  CRLF("ok", "provider", () -> whole().rewritten(bytes -> bytes.replace("\n", "\r\n"))),
  CR("ok", "provider", () -> whole().rewritten(bytes -> bytes.replace("\n", "\r"))),
  MULTI_LINE_DATA(
      "ok",
      "provider",
      () -> whole().rewritten(bytes -> bytes.replace(",\"choices\"", ",\ndata: \"choices\""))),
  NO_BLANK_AFTER_COLON(
      "ok", "provider", () -> whole().rewritten(bytes -> bytes.replace("data: ", "data:"))),
  BYTE_ORDER_MARK("ok", "provider", () -> prefixed("\u00EF\u00BB\u00BF")),
  BYTE_BY_BYTE(
      "ok",
      "provider",
      () -> whole().splitAt(IntStream.range(1, whole().bytes().length()).toArray())),
  EMPTY_EVENTS("ok", "provider", () -> whole().rewritten(bytes -> "event: ping\n\n" + bytes)),
  NOTHING_AT_ALL("truncated", "estimated", () -> FakeStream.NOTHING),
  ONLY_DONE("truncated", "estimated", () -> FakeStream.NOTHING.done()),
  CUT_BEFORE_A_WORD("truncated", "estimated", () -> FakeStream.begun().ends(Ending.FIN)),
  CUT_AFTER_WORDS("truncated", "estimated", () -> words().ends(Ending.FIN)),
  RESET_BEFORE_A_WORD("truncated", "estimated", () -> reset(FakeStream.begun())),
  RESET_AFTER_WORDS("truncated", "estimated", () -> reset(words())),
  ENDS_WITHOUT_FINISH("truncated", "estimated", StreamFault::words),
  CUT_INSIDE_A_CHARACTER("truncated", "estimated", StreamFault::insideACharacter),
  ERROR_BEFORE_A_WORD("error", "none", () -> FakeStream.begun().event(error())),
  ERROR_AFTER_WORDS("truncated", "estimated", () -> words().event(error())),
  ERROR_EVENT_BY_NAME(
      "truncated", "estimated", () -> words().raw("event: error\ndata: {\"message\":\"no\"}\n\n")),
  MALFORMED("truncated", "estimated", () -> words().event("{\"choices\":[{\"delta\":").done()),
  MALFORMED_BEFORE_A_WORD("truncated", "estimated", () -> FakeStream.begun().event("{oops")),
  NOT_A_NUMBER("truncated", "estimated", () -> words().event("{\"choices\":[],\"p\":NaN}").done()),
  AN_ARRAY("truncated", "estimated", () -> words().event("[]").done()),
  DEEP(
      "truncated",
      "estimated",
      () -> words().event("{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").done()),
  LINE_OF_MORE_THAN_A_MEBIBYTE(
      "truncated",
      "estimated",
      () -> words().event("{\"x\":\"" + "y".repeat(1_100_000) + "\"}").done()),
  LINE_WITHOUT_END(
      "truncated", "estimated", () -> words().raw("z".repeat(200_000)).ends(Ending.ENDLESS)),
  SILENT_FROM_THE_START("timeout", "estimated", () -> FakeStream.NOTHING.ends(Ending.SILENCE)),
  SILENT_AFTER_WORDS("timeout", "estimated", () -> words().ends(Ending.SILENCE));

  private final String outcome;
  private final String source;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference, nothing more
  private final Supplier<FakeStream> stream;

  StreamFault(String outcome, String source, Supplier<FakeStream> stream) {
    this.outcome = outcome;
    this.source = source;
    this.stream = stream;
  }

  /** What is said where nothing goes wrong before. */
  static final String TEXT = "Hello wörld";

  FakeAnswer answer() {
    return FakeAnswer.streamed(stream.get());
  }

  /** Of the call's line. */
  String outcome() {
    return outcome;
  }

  /** Of the line's tokens. */
  String source() {
    return source;
  }

  boolean isAnswer() {
    return outcome.equals("ok");
  }

  /** Whether the client hears a word before it goes wrong. */
  boolean speaks() {
    return stream.get().bytes().contains("Hello");
  }

  /** Time after which it must be over, on a busy machine. */
  Duration bound() {
    return outcome.equals("timeout") ? Duration.ofSeconds(25) : Duration.ofSeconds(10);
  }

  private static FakeStream words() {
    return FakeStream.begun().say("Hello ", "wörld");
  }

  /** A reset throws away what the other side has not read yet: it is given time to. */
  static FakeStream reset(FakeStream stream) {
    return stream.pause(Duration.ofMillis(500)).ends(Ending.RST);
  }

  private static FakeStream whole() {
    return words().finish("stop").usage(10, 5).done();
  }

  private static FakeStream prefixed(String bytes) {
    String all = bytes + whole().bytes();
    return FakeStream.NOTHING.raw(
        new String(all.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static FakeStream insideACharacter() {
    int letter = whole().bytes().indexOf('\u00C3');
    return whole().cutAfter(letter + 1, Ending.FIN);
  }

  private static String error() {
    return "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":500}}";
  }
}
