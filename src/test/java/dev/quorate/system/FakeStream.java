package dev.quorate.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a scripted model says to a request for a stream: bytes and pauses in turn, and how the body
 * ends. A value: each method gives a longer or changed copy.
 */
public record FakeStream(List<Step> steps, Ending ending) {
  /** Nothing, and the body ends in order. */
  public static final FakeStream NOTHING = new FakeStream(List.of(), Ending.WHOLE);

  private static final String CHUNK =
      "{\"id\":\"chatcmpl-stream\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\",\"choices\":[%s]%s}";

  /** How a streamed body ends. */
  public enum Ending {
    /** With its last chunk. */
    WHOLE,
    /** The connection is closed in order, the last chunk never comes. */
    FIN,
    /** The connection is reset. */
    RST,
    /** Nothing more comes and nothing is closed. */
    SILENCE,
    /** The same step again and again: the last one. */
    ENDLESS
  }

  /** One thing a stream does. */
  sealed interface Step {}

  /**
   * Written in one piece.
   *
   * @param bytes a character for each byte
   */
  record Said(String bytes) implements Step {}

  /** A piece of text that is the {@link System#nanoTime} of its writing, and a blank. */
  record Stamp() implements Step {}

  /** Nothing is written for so long. */
  record Quiet(Duration time) implements Step {}

  public FakeStream {
    steps = List.copyOf(steps);
  }

  /** A whole answer in these pieces: finish {@code stop}, 10 tokens in, 5 out. */
  public static FakeStream of(String... pieces) {
    return begun().say(pieces).finish("stop").usage(10, 5).done();
  }

  /** The first event, which names the role. */
  public static FakeStream begun() {
    return NOTHING.delta("\"role\":\"assistant\",\"content\":\"\"");
  }

  /** What an answer without a stream of its own says. */
  static FakeStream of(String text, List<FakeCall> calls, String finish, String usage) {
    FakeStream stream = begun();
    for (String piece : text.split("(?<=\\s)(?=\\S)")) {
      stream = stream.say(piece);
    }
    for (int i = 0; i < calls.size(); i++) {
      stream = stream.call(i, calls.get(i));
    }
    stream = stream.finish(finish);
    return (usage == null ? stream : stream.usageJson(usage)).done();
  }

  /** A text event for each piece. */
  public FakeStream say(String... pieces) {
    FakeStream longer = this;
    for (String piece : pieces) {
      longer = longer.delta("\"content\":" + Answer.JSON.writeValueAsString(piece));
    }
    return longer;
  }

  /** So many pieces that say when they were written, with a pause before each. */
  public FakeStream stamps(int count, Duration pause) {
    FakeStream longer = this;
    for (int i = 0; i < count; i++) {
      longer = longer.with(new Quiet(pause)).with(new Stamp());
    }
    return longer;
  }

  /** A tool call: its name first, its arguments in two pieces. */
  public FakeStream call(int index, FakeCall call) {
    int half = call.arguments().length() / 2;
    return delta(
            "\"tool_calls\":[{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"\"}}]"
                .formatted(index, call.id(), call.name()))
        .arguments(index, call.arguments().substring(0, half))
        .arguments(index, call.arguments().substring(half));
  }

  private FakeStream arguments(int index, String piece) {
    return delta(
        "\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":%s}}]"
            .formatted(index, Answer.JSON.writeValueAsString(piece)));
  }

  public FakeStream finish(String reason) {
    return event(
        CHUNK.formatted(
            "{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}".formatted(reason), ""));
  }

  /** The chunk with the usage, which has no choices. */
  public FakeStream usage(long prompt, long completion) {
    return usageJson(
        "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
            .formatted(prompt, completion, prompt + completion));
  }

  public FakeStream usageJson(String usage) {
    return event(CHUNK.formatted("", ",\"usage\":" + usage));
  }

  public FakeStream done() {
    return event("[DONE]");
  }

  /** An event with this data on one line. */
  public FakeStream event(String data) {
    return raw("data: " + data + "\n\n");
  }

  /** These characters, whatever they are. */
  public FakeStream raw(String text) {
    return with(new Said(new String(text.getBytes(UTF_8), ISO_8859_1)));
  }

  public FakeStream pause(Duration time) {
    return with(new Quiet(time));
  }

  public FakeStream ends(Ending how) {
    return new FakeStream(steps, how);
  }

  /** The same with every written piece changed; pieces are texts of one character a byte. */
  public FakeStream rewritten(UnaryOperator<String> change) {
    return new FakeStream(
        steps.stream()
            .map(step -> step instanceof Said said ? new Said(change.apply(said.bytes())) : step)
            .toList(),
        ending);
  }

  /** Everything that is written, a character for each byte. */
  public String bytes() {
    StringBuilder all = new StringBuilder();
    steps.forEach(step -> all.append(step instanceof Said said ? said.bytes() : ""));
    return all.toString();
  }

  /** The first so many bytes in one piece, and then this ending. */
  public FakeStream cutAfter(int bytes, Ending how) {
    return new FakeStream(List.of(new Said(bytes().substring(0, bytes))), how);
  }

  /** The same bytes, written in pieces that end at these places. */
  public FakeStream splitAt(int... places) {
    String all = bytes();
    List<Step> pieces = new ArrayList<>();
    int from = 0;
    for (int place : places) {
      pieces.add(new Said(all.substring(from, place)));
      from = place;
    }
    pieces.add(new Said(all.substring(from)));
    return new FakeStream(pieces, ending);
  }

  static String stamp() {
    return "data: "
        + CHUNK.formatted(
            "{\"index\":0,\"delta\":{\"content\":\"" + System.nanoTime() + " \"}}", "")
        + "\n\n";
  }

  private FakeStream delta(String members) {
    return event(CHUNK.formatted("{\"index\":0,\"delta\":{" + members + "}}", ""));
  }

  private FakeStream with(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FakeStream(longer, ending);
  }
}
