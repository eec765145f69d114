package dev.quorate.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.Recordings;
import dev.quorate.upstream.wire.ReplyWords;
import dev.quorate.upstream.wire.StreamWords;
import dev.quorate.upstream.wire.Told;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every dialect does alike, over its own recordings of the same situations: {@code
 * wire/<folder>/<situation>.json} is the reply in one body, {@code .sse} the same in events.
 */
public abstract class DialectContract {
  private static final String TEXT = "Paris is the capital of France. Größe: 105 km² 🗼\nSeine.";

  /** The name of the dialect's folder of recordings. */
  protected abstract String folder();

  /** Reads whole replies. */
  protected abstract ReplyWords words();

  /** Reads the events of one streamed reply. */
  protected abstract StreamWords events();

  /** The provider's own id of the recorded calls. */
  protected abstract String requestId();

  /** What the recorded calls used, in our buckets. */
  protected TokenUsage usage() {
    return new TokenUsage(80, 20, 5, 18, 12);
  }

  /** The overloaded status this provider has. */
  protected int overloaded() {
    return 503;
  }

  @Test
  void aPlainAnswerIsItsTextWithoutTheThoughts() {
    Exchange exchange = whole("plain");

    assertThat(exchange.result()).isEqualTo(new Answered(TEXT, FinishReason.STOP));
    assertThat(exchange.whole()).isTrue();
    assertThat(exchange.requestId()).isEqualTo(requestId());
    assertThat(exchange.receivedText()).isEqualTo(TEXT);
    assertThat(exchange.usage()).isEqualTo(new ReportedUsage.Reported(usage()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "tools", "length", "filtered", "absurd", "no-usage"})
  void aStreamedAnswerEqualsTheWholeOne(String situation) {
    Told told = new Told();

    Exchange streamed = streamed(situation, told);

    assertThat(streamed).isEqualTo(whole(situation));
    Answered answered = (Answered) streamed.result();
    assertThat(told.text()).isEqualTo(answered.text());
    for (int index = 0; index < answered.toolCalls().size(); index++) {
      Turn.ToolCall call = answered.toolCalls().get(index);
      assertThat(told.begun().get(index))
          .isEqualTo(new AnswerDelta.ToolCallBegun(index, call.id(), call.name()));
      assertThat(told.arguments(index)).isEqualTo(call.arguments());
    }
    assertThat(told.begun()).hasSameSizeAs(answered.toolCalls());
    assertThat(told.completions()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "tools"})
  void whereTheBytesAreSplitDoesNotMatter(String situation) {
    byte[] bytes = Recordings.recorded(folder(), situation + ".sse");
    Told expected = new Told();
    Exchange all = Recordings.streamed(events(), Recordings.inTwo(bytes, 0), expected);

    for (int first = 1; first < bytes.length; first++) {
      Told told = new Told();
      Exchange exchange = Recordings.streamed(events(), Recordings.inTwo(bytes, first), told);

      assertThat(told.deltas()).isEqualTo(expected.deltas());
      assertThat(exchange).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "tools"})
  void aStreamThatIsResetIsBrokenUntilAllOfItCame(String situation) {
    byte[] bytes = Recordings.recorded(folder(), situation + ".sse");
    Exchange all = whole(situation);
    boolean complete = false;

    for (int first = 0; first < bytes.length; first++) {
      Told told = new Told();
      Exchange exchange = Recordings.streamed(events(), Recordings.resetAfter(bytes, first), told);

      if (exchange.result() instanceof Answered) {
        complete = true;
        assertThat(exchange).isEqualTo(all);
      } else {
        assertThat(complete).isFalse();
        assertBroken(exchange, all);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "tools"})
  void aStreamThatEndsTooEarlyIsBroken(String situation) {
    byte[] bytes = Recordings.recorded(folder(), situation + ".sse");
    Exchange all = whole(situation);
    boolean complete = false;

    for (int first = 0; first < bytes.length; first++) {
      InputStream body = Recordings.endingAfter(bytes, first);
      Exchange exchange = Recordings.streamed(events(), body, new Told());

      if (exchange.result() instanceof Answered answered) {
        complete = true;
        assertThat(answered).isEqualTo(all.result());
        assertThat(exchange.usage()).isIn(all.usage(), new ReportedUsage.Missing());
      } else {
        assertThat(complete).isFalse();
        assertBroken(exchange, all);
      }
    }
  }

  private static void assertBroken(Exchange exchange, Exchange all) {
    assertThat(kind(exchange)).isEqualTo(FailureKind.BROKEN_REPLY);
    assertThat(exchange.whole()).isFalse();
    assertThat(all.receivedText()).startsWith(exchange.receivedText());
  }

  @Test
  void aBodyThatBreaksOffIsBrokenWhereverItDoes() {
    byte[] bytes = Recordings.recorded(folder(), "plain.json");

    for (int first = 0; first < bytes.length; first++) {
      byte[] begun = Arrays.copyOf(bytes, first);
      Exchange exchange = Recordings.cut(words(), begun);

      assertThat(kind(exchange)).isEqualTo(FailureKind.BROKEN_REPLY);
      assertThat(exchange.whole()).isFalse();
    }
    assertThat(Recordings.cut(words(), bytes).receivedText()).startsWith("Paris is the capital");
  }

  @Test
  void toolCallsComeWithIdNameAndArguments() {
    Answered answered = (Answered) whole("tools").result();

    assertThat(answered.text()).isEqualTo("Let me look.");
    assertThat(answered.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(answered.toolCalls())
        .extracting(Turn.ToolCall::name)
        .containsExactly("weather", "get_time");
    assertThat(answered.toolCalls())
        .extracting(Turn.ToolCall::arguments)
        .containsExactly("{\"city\":\"Paris\"}", "{}");
    assertThat(answered.toolCalls().stream().map(Turn.ToolCall::id).distinct()).hasSize(2);
    assertThat(answered.toolCalls()).allSatisfy(call -> assertThat(call.id()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource({"length, Paris is, LENGTH", "filtered, '', CONTENT_FILTER"})
  void everyReasonToStopIsUnderstood(String situation, String text, FinishReason reason) {
    assertThat(whole(situation).result()).isEqualTo(new Answered(text, reason));
  }

  @Test
  void usageThatCannotBeMeantIsNotBelieved() {
    assertThat(whole("absurd").usage()).isEqualTo(new ReportedUsage.Absurd());
  }

  @Test
  void usageThatIsNotThereIsMissing() {
    assertThat(whole("no-usage").usage()).isEqualTo(new ReportedUsage.Missing());
  }

  @Test
  void anErrorObjectUnderA200IsAFailure() {
    Exchange exchange = whole("error-in-200");

    assertThat(kind(exchange)).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(exchange.whole()).isTrue();
    assertThat(exchange.receivedText()).isEmpty();
  }

  @Test
  void anErrorEventBeforeTheFirstWordIsAnErrorInDisguise() {
    Told told = new Told();
    Exchange exchange = streamed("error", told);

    assertThat(kind(exchange)).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(exchange.whole()).isTrue();
    assertThat(told.deltas()).isEmpty();
  }

  @Test
  void anErrorEventAfterTheFirstWordCutsTheAnswerOff() {
    Exchange exchange = streamed("error-midway", new Told());

    assertThat(kind(exchange)).isIn(FailureKind.PROVIDER_ERROR, FailureKind.OVERLOADED);
    assertThat(exchange.whole()).isFalse();
    assertThat(exchange.receivedText()).isEqualTo("Paris is");
  }

  @ParameterizedTest
  @CsvSource({"400, REJECTED", "401, CREDENTIAL", "429, RATE_LIMITED"})
  void anErrorStatusIsTyped(int status, FailureKind kind) {
    Exchange exchange = status(status, "status-" + status);

    assertThat(kind(exchange)).isEqualTo(kind);
    assertThat(exchange.status()).isEqualTo(status);
    assertThat(exchange.usage()).isEqualTo(new ReportedUsage.Missing());
  }

  @Test
  void anOverloadedProviderHasFailed() {
    Exchange exchange = status(overloaded(), "status-" + overloaded());

    assertThat(kind(exchange)).isEqualTo(FailureKind.OVERLOADED);
  }

  @Test
  void whatTheCallerDidWrongIsSaidInTheProvidersWords() {
    assertThat(((Failed) status(400, "status-400").result()).message()).contains("too long");
    assertThat(((Failed) status(401, "status-401").result()).message()).doesNotContain("says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "42", "<html>busy</html>", "{}", "{} {}"})
  void nonsenseIsABrokenReply(String body) {
    byte[] bytes = body.getBytes(UTF_8);

    assertThat(kind(Recordings.whole(words(), 200, bytes))).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data: nonsense\n\n", "data: []\n\n", "data: {\n\n", ": quiet\n\n"})
  void nonsenseInEventsIsABrokenReply(String body) {
    Exchange exchange = Recordings.streamed(events(), body);

    assertThat(kind(exchange)).isEqualTo(FailureKind.BROKEN_REPLY);
    assertThat(exchange.whole()).isFalse();
  }

  @Test
  void eventsOfAKindNobodyKnowsArePassedOver() {
    String known = new String(Recordings.recorded(folder(), "plain.sse"), UTF_8);
    String strange = "event: shiny.new\ndata: {\"type\":\"shiny.new\",\"delta\":{}}\n\n";

    assertThat(Recordings.streamed(events(), strange + known))
        .isEqualTo(Recordings.streamed(events(), known));
  }

  /** A recorded reply in one body. */
  protected final Exchange whole(String situation) {
    return status(200, situation);
  }

  /** The same under another status. */
  protected final Exchange status(int status, String situation) {
    byte[] body = Recordings.recorded(folder(), situation + ".json");
    return Recordings.whole(words(), status, body);
  }

  /** A recorded reply in events. */
  protected final Exchange streamed(String situation, Told told) {
    byte[] body = Recordings.recorded(folder(), situation + ".sse");
    return Recordings.streamed(events(), Recordings.endingAfter(body, body.length), told);
  }

  /** Why it failed. */
  protected static FailureKind kind(Exchange exchange) {
    return ((Failed) exchange.result()).kind();
  }

  /** The tools an answer calls. */
  protected static List<Turn.ToolCall> calls(Exchange exchange) {
    return ((Answered) exchange.result()).toolCalls();
  }
}
