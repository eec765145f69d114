package dev.quorate.http.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OpenRouterErrorsTest {
  private static String reshaped(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new String(
        OpenRouterErrors.of(bytes, 404, JsonMapper.builder().build()), StandardCharsets.UTF_8);
  }

  @Test
  void theStatusIsTheCodeAndOursStandsInTheMetadata() {
    assertThat(
            reshaped(
                "{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\","
                    + "\"code\":\"model_not_found\",\"param\":\"model\"},\"request_id\":\"req_1\"}"))
        .isEqualTo(
            "{\"error\":{\"code\":404,\"message\":\"No.\",\"metadata\":{"
                + "\"error_code\":\"model_not_found\",\"error_type\":\"invalid_request_error\","
                + "\"param\":\"model\"}},\"request_id\":\"req_1\"}");
  }

  @Test
  void whatIsNoErrorOfOursIsLeftAlone() {
    assertThat(reshaped("{\"a\":1}")).isEqualTo("{\"a\":1}");
  }
}
