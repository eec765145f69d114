package dev.quorate.upstream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.wire.RawReply.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  private final Refusals refusals = new Refusals(WireJson.MAPPER);

  @ParameterizedTest
  @CsvSource({
    "authentication_error, CREDENTIAL",
    "permission_error, CREDENTIAL",
    "billing_error, CREDENTIAL",
    "invalid_request_error, REJECTED",
    "request_too_large, REJECTED",
    "rate_limit_error, RATE_LIMITED",
    "overloaded_error, OVERLOADED",
    "api_error, PROVIDER_ERROR",
    "timeout_error, PROVIDER_ERROR",
    "not_found_error, PROVIDER_ERROR"
  })
  void everyTypeOfAnthropicsHasAKind(String type, FailureKind kind) {
    assertThat(inside("{\"type\":\"" + type + "\",\"message\":\"m\"}").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, PROVIDER_ERROR",
    "rate_limit_exceeded, RATE_LIMITED",
    "invalid_prompt, REJECTED",
    "invalid_image_format, REJECTED",
    "image_too_large, REJECTED",
    "empty_image_file, REJECTED",
    "vector_store_timeout, PROVIDER_ERROR"
  })
  void everyCodeOfResponsesHasAKind(String code, FailureKind kind) {
    assertThat(inside("{\"code\":\"" + code + "\",\"message\":\"m\"}").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"400, REJECTED", "403, CREDENTIAL", "429, RATE_LIMITED", "503, OVERLOADED"})
  void googlesCodesAreStatuses(int code, FailureKind kind) {
    assertThat(inside("{\"code\":" + code + ",\"status\":\"X\"}").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "[1]", "\"no\"", "<html>", "{\"error\":7}"})
  void aBodyOfWhateverKindIsNoObstacle(String body) {
    assertThat(status(400, body).kind()).isEqualTo(FailureKind.REJECTED);
    assertThat(status(500, body).kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
  }

  @Test
  void aKeyThatHasExpiredIsAboutOurAccount() {
    String body =
        "{\"error\":{\"code\":400,\"message\":\"API key expired.\",\"details\":[{\"reason\":"
            + "\"API_KEY_INVALID\"}]}}";

    assertThat(status(400, body).kind()).isEqualTo(FailureKind.CREDENTIAL);
  }

  private Failed inside(String error) {
    return refusals.inside(WireJson.MAPPER.readTree(error), reply(200, ""), Recordings.target());
  }

  private Failed status(int status, String body) {
    return refusals.of(reply(status, body), Recordings.target());
  }

  private static RawReply reply(int status, String body) {
    return new RawReply(status, null, null, null, body.getBytes(UTF_8), false, Ending.WHOLE);
  }
}
