package dev.quorate.upstream.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.DialectContract;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ReplyWords;
import dev.quorate.upstream.wire.StreamWords;
import dev.quorate.upstream.wire.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicContractTest extends DialectContract {
  @Override
  protected String folder() {
    return "anthropic";
  }

  @Override
  protected ReplyWords words() {
    return new WholeMessage();
  }

  @Override
  protected StreamWords events() {
    return new MessageEvents();
  }

  @Override
  protected String requestId() {
    return "msg_contract";
  }

  @Override
  protected int overloaded() {
    return 529;
  }

  @Test
  void creditThatIsUsedUpIsNotTheCallersFault() {
    Exchange exchange = status(400, "status-400-credit");

    assertThat(kind(exchange)).isEqualTo(FailureKind.CREDENTIAL);
    assertThat(((Failed) exchange.result()).message()).doesNotContain("credit");
  }

  @Test
  void argumentsThatComeWithTheBeginningOfACallAreTaken() {
    assertThat(calls(streamed("input-at-start", new Told())))
        .containsExactly(new Turn.ToolCall("toolu_a", "weather", "{\"city\":\"Paris\"}"));
  }

  @Test
  void aCallWhoseEndWasNotToldHasArgumentsToo() {
    assertThat(calls(streamed("unstopped-block", new Told())))
        .containsExactly(new Turn.ToolCall("toolu_b", "get_time", "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, STOP",
    "stop_sequence, STOP",
    "max_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "tool_use, TOOL_CALLS",
    "refusal, CONTENT_FILTER",
    "pause_turn, OTHER",
    "'', OTHER"
  })
  void everyStopReasonHasAWord(String reason, FinishReason finish) {
    assertThat(MessageWords.finish(reason)).isEqualTo(finish);
  }
}
