package dev.quorate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, PT0S", "1, PT1S", "' 7 ', PT7S", "1.5, PT1.5S", "120, PT2M"})
  void secondsAreSeconds(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat, 21 Nov 2026 12:00:30 GMT | PT30S",
        "Sat, 21 Nov 2026 12:00:00 GMT | PT0S",
        "Sat, 21 Nov 2026 11:00:00 GMT | PT0S"
      })
  void aDateIsTheTimeUntilThenAndNeverNegative(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"99999999999999999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
  void aHugeWaitIsAYearAndNoOverflow(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofDays(365));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "1e3", "NaN", "Someday, 99 Nov 2026 12:00:00 GMT"})
  void whatMakesNoSenseIsNoWait(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isNull();
  }

  @Test
  void noHeaderIsNoWait() {
    assertThat(RetryAfter.parse(null, NOW)).isNull();
  }
}
