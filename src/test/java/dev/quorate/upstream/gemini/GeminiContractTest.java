package dev.quorate.upstream.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.DialectContract;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.Recordings;
import dev.quorate.upstream.wire.ReplyWords;
import dev.quorate.upstream.wire.StreamWords;
import dev.quorate.upstream.wire.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiContractTest extends DialectContract {
  @Override
  protected String folder() {
    return "gemini";
  }

  @Override
  protected ReplyWords words() {
    return new WholeContent();
  }

  @Override
  protected StreamWords events() {
    return new ContentPieces();
  }

  @Override
  protected String requestId() {
    return "rid-contract";
  }

  /** Nothing is said of writing to a cache. */
  @Override
  protected TokenUsage usage() {
    return new TokenUsage(80, 20, 0, 18, 12);
  }

  @Test
  void aKeyThatIsNotValidIsNotTheCallersFault() {
    Exchange exchange = status(400, "status-400-key");

    assertThat(kind(exchange)).isEqualTo(FailureKind.CREDENTIAL);
    assertThat(((Failed) exchange.result()).message()).doesNotContain("API key");
  }

  @Test
  void anErrorInAnArrayIsUnderstood() {
    assertThat(kind(status(429, "status-429-array"))).isEqualTo(FailureKind.RATE_LIMITED);
  }

  @Test
  void thinkingUntilTheCapIsStarved() {
    Exchange exchange = whole("starved");

    assertThat(((Answered) exchange.result()).starved()).isTrue();
    assertThat(exchange.usage())
        .isEqualTo(new ReportedUsage.Reported(new TokenUsage(10, 0, 0, 0, 64)));
  }

  @Test
  void aReasonToStopInEveryPieceStopsNothing() {
    Exchange exchange = streamed("stop-in-every-piece", new Told());

    assertThat(exchange.result()).isEqualTo(new Answered("Paris is", FinishReason.STOP));
    assertThat(exchange.usage()).isEqualTo(new ReportedUsage.Reported(TokenUsage.of(4, 2)));
  }

  @Test
  void aStreamThatIsLeftOpenAfterItsLastPieceIsWhole() {
    byte[] bytes = Recordings.recorded(folder(), "plain.sse");
    Told told = new Told();

    Exchange exchange =
        Recordings.streamed(events(), Recordings.resetAfter(bytes, bytes.length), told);

    assertThat(exchange).isEqualTo(whole("plain"));
    assertThat(told.pauses()).isEqualTo(1);
  }

  @Test
  void whoGoesOnAfterAReasonToStopIsWaitedFor() {
    byte[] bytes = Recordings.recorded(folder(), "stop-in-every-piece.sse");
    Told told = new Told();

    Exchange exchange =
        Recordings.streamed(events(), Recordings.resetAfter(bytes, bytes.length), told);

    assertThat(kind(exchange)).isEqualTo(FailureKind.BROKEN_REPLY);
    assertThat(told.pauses()).isEqualTo(1);
  }

  @Test
  void idsAreTheProvidersOrMadeOfTheResponses() {
    assertThat(calls(whole("own-ids"))).extracting(Turn.ToolCall::id).containsExactly("fc-77");
    assertThat(calls(whole("tools")))
        .extracting(Turn.ToolCall::id)
        .containsExactly("call_rid-contract_0", "call_rid-contract_1");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, false, STOP",
    "STOP, true, TOOL_CALLS",
    "MAX_TOKENS, true, LENGTH",
    "SAFETY, false, CONTENT_FILTER",
    "RECITATION, false, CONTENT_FILTER",
    "SPII, false, CONTENT_FILTER",
    "MALFORMED_FUNCTION_CALL, false, OTHER",
    "'', false, OTHER"
  })
  void everyFinishReasonHasAWord(String reason, boolean calls, FinishReason finish) {
    assertThat(ContentWords.finish(reason, calls)).isEqualTo(finish);
  }
}
