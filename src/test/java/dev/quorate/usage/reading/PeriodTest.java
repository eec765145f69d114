package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  private static Period period(String start, String end) {
    return new Period(Instant.parse(start), Instant.parse(end));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z, 2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-10-01T05:00:00Z, 2026-10-03T07:00:00Z, 2026-10-02T00:00:00Z, 2026-10-03T00:00:00Z",
    "2026-10-01T05:00:00Z, 2026-10-02T07:00:00Z, ,",
    "2026-10-01T05:00:00Z, 2026-10-01T07:00:00Z, ,",
  })
  void wholeDaysLieWithin(String start, String end, @Nullable String first, @Nullable String last) {
    assertThat(period(start, end).wholeDays())
        .isEqualTo(first == null || last == null ? null : period(first, last));
  }

  @Test
  void onlyWholeHoursCanBeReadFromRollUps() {
    assertThat(period("2026-10-01T05:00:00Z", "2026-10-01T07:00:00Z").isOfWholeHours()).isTrue();
    assertThat(period("2026-10-01T05:00:00Z", "2026-10-01T07:00:00.000001Z").isOfWholeHours())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z, 2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-09-02T00:00:00Z, 2027-01-31T00:00:00Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "2026-10-01T01:00:00Z, 2026-11-01T00:00:00Z, ,",
    "2026-10-01T00:00:00Z, 2026-10-31T23:00:00Z, ,",
  })
  void wholeMonthsLieWithin(
      String start, String end, @Nullable String first, @Nullable String last) {
    assertThat(period(start, end).wholeMonths())
        .isEqualTo(first == null || last == null ? null : period(first, last));
  }

  @Test
  void periodIsCutAtAMoment() {
    Instant cut = Instant.parse("2026-10-02T00:00:00Z");
    Period whole = period("2026-10-01T00:00:00Z", "2026-10-03T00:00:00Z");
    Period first = period("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
    Period second = period("2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z");

    assertThat(whole.until(cut)).isEqualTo(first);
    assertThat(whole.from(cut)).isEqualTo(second);
    assertThat(first.from(cut)).isNull();
    assertThat(second.until(cut)).isNull();
    assertThat(first.until(cut)).isEqualTo(first);
    assertThat(second.from(cut)).isEqualTo(second);
  }
}
