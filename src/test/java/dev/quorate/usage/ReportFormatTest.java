package dev.quorate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormatTest {
  private static ReportFormat of(Map<String, String> headers) {
    RequestHead head =
        new RequestHead(RequestId.create(Clock.systemUTC()), Instant.EPOCH, 0, headers, Map.of());
    return ReportFormat.of(head, ReportFormat.values());
  }

  @Test
  void withoutAcceptItIsJson() {
    assertThat(of(Map.of())).isEqualTo(ReportFormat.JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                        | JSON",
        "application/json                           | JSON",
        "text/csv                                   | CSV",
        "text/*                                     | CSV",
        "application/*                              | JSON",
        "application/x-ndjson                       | NDJSON",
        "application/ndjson; charset=utf-8          | NDJSON",
        "application/jsonl                          | NDJSON",
        "text/html, application/json;q=0.9, */*;q=0.8 | JSON",
        "text/csv;q=0.5, application/json;q=0.4     | CSV",
        "TEXT/CSV                                   | CSV",
        "application/json;q=0, */*                  | NDJSON",
      })
  void bestLikedOfTheServedIsTaken(String accept, ReportFormat format) {
    assertThat(of(Map.of("accept", accept))).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/*", "text/csv;q=0", "application/json;q=abc", ""})
  void nothingServedIsNotAcceptable(String accept) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> of(Map.of("accept", accept)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ACCEPTABLE));
  }
}
