package dev.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final class FarAway extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Json json =
      new Json(
          new InFlight(1, 1, 1),
          new BodyReader(new BodyLimits(1, 1, Duration.ZERO, Duration.ZERO), () -> 0));
  private final RequestId id = RequestId.create(Clock.systemUTC());
  private final Failures failures =
      new Failures(
          json,
          List.of(failure ->
              failure instanceof FarAway
                  ? ErrorCode.LEDGER_UNAVAILABLE.because("far away")
                  : null));

  @Test
  void aRefusalIsAnsweredAsItIs() {
    GatewayException refusal = ErrorCode.INVALID_VALUE.because("fusion.quorum", "Too large.");

    assertThat(failures.refusal(refusal, id)).isSameAs(refusal);
  }

  @Test
  void aRoomMayKnowWhatItsOwnFailureMeans() {
    GatewayException known = failures.refusal(new FarAway(), id);

    assertThat(known.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
    assertThat(known.getCause()).isInstanceOf(FarAway.class);
  }

  @Test
  void whatNobodyKnowsTellsTheClientNothing() {
    GatewayException unknown =
        failures.refusal(new IllegalStateException("password=hunter2 in a prompt"), id);

    assertThat(unknown.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(unknown.text()).doesNotContain("hunter2");
  }

  @Test
  void theLogNamesPlacesAndNeverMessages() {
    SQLException refused = new SQLException("Key (name)=(hunter2) exists", "23505");
    String story = FailureStory.of(new IllegalStateException("hunter2", refused));

    assertThat(story)
        .contains("IllegalStateException", "because of", "SQLSTATE 23505", "FailuresTest")
        .doesNotContain("hunter2");
  }

  @Test
  void anErrorHasOpenAisShapeAndOurRequestId() {
    ErrorBody body = ErrorBody.of(ErrorCode.PANEL_REQUIRED.because("fusion", "No \"panel\"."), id);

    assertThat(new String(json.write(body), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"error\":{\"message\":\"No \\\"panel\\\".\",\"type\":\"invalid_request_error\","
                + "\"code\":\"panel_required\",\"param\":\"fusion\"},\"request_id\":\""
                + id.asRequest()
                + "\"}");
  }

  @Test
  void anErrorWithoutAFieldSaysNull() {
    ErrorBody body = ErrorBody.of(ErrorCode.OVERLOADED.because("Full."), id);

    assertThat(new String(json.write(body), StandardCharsets.UTF_8)).contains("\"param\":null");
  }

  @Test
  void waitsAreWholeSecondsRoundedUp() {
    assertThat(Headers.wholeSeconds(Duration.ZERO)).isEqualTo(1);
    assertThat(Headers.wholeSeconds(Duration.ofMillis(1000))).isEqualTo(1);
    assertThat(Headers.wholeSeconds(Duration.ofMillis(1001))).isEqualTo(2);
    assertThat(Headers.wholeSeconds(Duration.ofSeconds(30))).isEqualTo(30);
  }
}
