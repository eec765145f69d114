package dev.quorate.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":\"Half a sen | Half a sen",
        "{\"content\" : \"whole\",\"x\":1 | whole",
        "{\"content\":\"say \\\"hi\\\" to | say \\\"hi\\\" to",
        "{\"content\":\"ends in \\ | ends in \\",
        "{\"content\":\"a\",\"content\":\"b | b",
        "{\"content\":null,\"x\" | ''",
        "{\"content\":[{\"text\":\"a | ''",
        "{\"content\" | ''",
        "{\"content\": | ''",
        "{\"id\":\"chatcm | ''"
      })
  void takesTheStringAsFarAsItGoes(String body, String text) {
    assertThat(ReceivedText.in(body, "content")).isEqualTo(text);
  }
}
