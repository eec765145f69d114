package dev.quorate.upstream.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.DialectContract;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.wire.Recordings;
import dev.quorate.upstream.wire.ReplyWords;
import dev.quorate.upstream.wire.StreamWords;
import dev.quorate.upstream.wire.Told;
import org.junit.jupiter.api.Test;

class ResponsesContractTest extends DialectContract {
  @Override
  protected String folder() {
    return "openai-responses";
  }

  @Override
  protected ReplyWords words() {
    return new WholeResponse();
  }

  @Override
  protected StreamWords events() {
    return new ResponseEvents();
  }

  @Override
  protected String requestId() {
    return "resp_contract";
  }

  @Test
  void twoMessagesHaveABlankLineBetweenThem() {
    Told told = new Told();

    assertThat(streamed("two-messages", told)).isEqualTo(whole("two-messages"));
    assertThat(told.text()).isEqualTo("First.\n\nSecond.");
  }

  @Test
  void aRefusalIsAnAnswerToo() {
    assertThat(whole("refusal").result())
        .isEqualTo(new Answered("I cannot help with that.", FinishReason.STOP));
    assertThat(streamed("refusal", new Told())).isEqualTo(whole("refusal"));
  }

  @Test
  void aResponseThatIsToldOnlyAtItsEndIsToldAllTheSame() {
    Told told = new Told();

    assertThat(streamed("only-completed", told)).isEqualTo(whole("tools"));
    assertThat(told.text()).isEqualTo("Let me look.");
    assertThat(told.arguments(0)).isEqualTo("{\"city\":\"Paris\"}");
  }

  @Test
  void aResponseThatFailedWithoutAWordIsTheProvidersFailure() {
    byte[] body = "{\"status\":\"failed\",\"output\":[],\"error\":null}".getBytes(UTF_8);

    assertThat(kind(Recordings.whole(words(), 200, body))).isEqualTo(FailureKind.PROVIDER_ERROR);
  }

  @Test
  void aResponseThatIsStillBeingMadeIsNoReply() {
    byte[] body = "{\"status\":\"in_progress\",\"output\":[]}".getBytes(UTF_8);

    assertThat(kind(Recordings.whole(words(), 200, body))).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @Test
  void aPictureThatIsRefusedIsTheCallersDoing() {
    byte[] body =
        "{\"status\":\"failed\",\"error\":{\"code\":\"image_too_large\",\"message\":\"no\"}}"
            .getBytes(UTF_8);

    assertThat(kind(Recordings.whole(words(), 200, body))).isEqualTo(FailureKind.REJECTED);
  }
}
