package dev.quorate.http.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.GatewayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnyFailureTest {

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, 400",
    "404, not_found, 404",
    "405, method_not_allowed, 405",
    "406, not_acceptable, 406",
    "413, body_too_large, 413",
    "414, invalid_request, 400",
    "415, unsupported_media_type, 415",
    "431, invalid_request, 400",
    "500, internal_error, 500",
    "503, overloaded, 503"
  })
  void eachStatusOfTheContainerHasACodeOfOurs(int theirs, String code, int ours) {
    GatewayException refusal = AnyFailure.refusal(theirs);

    assertThat(refusal.code().code()).isEqualTo(code);
    assertThat(refusal.code().status()).isEqualTo(ours);
  }
}
