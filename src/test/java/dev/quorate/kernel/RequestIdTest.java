package dev.quorate.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
  private final RequestId id = RequestId.create(Clock.systemUTC());

  @Test
  void everyWrittenFormReadsBackAsTheSameRequest() {
    assertThat(RequestId.parse(id.asRequest())).contains(id);
    assertThat(RequestId.parse(id.asResponse())).contains(id);
    assertThat(RequestId.parse(id.asChatCompletion())).contains(id);
    assertThat(RequestId.parse(id.asRun())).contains(id);
  }

  @Test
  void isWrittenAsPrefixAndThirtyTwoHexDigits() {
    assertThat(id.asResponse()).matches("resp_[0-9a-f]{12}7[0-9a-f]{19}");
    assertThat(id.hex()).isEqualTo(id.value().toString().replace("-", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "resp_",
        "resp_0123",
        "resp_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "msg_0198f3a27c1d7e3fa0b1c2d3e4f50617",
        "0198f3a27c1d7e3fa0b1c2d3e4f50617",
        "resp_0198f3a27c1d4e3fa0b1c2d3e4f50617",
        "resp_0198f3a27c1d7e3fa0b1c2d3e4f5061700"
      })
  void everythingElseIsNoRequest(String text) {
    assertThat(RequestId.parse(text)).isEmpty();
  }
}
