package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.usage.reading.Grains.Grain;
import dev.quorate.usage.reading.Grains.Part;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrainsTest {
  private static Period period(String start, String end) {
    return new Period(Instant.parse(start + ":00:00Z"), Instant.parse(end + ":00:00Z"));
  }

  private static List<String> parts(String start, String end, boolean byDay) {
    return Grains.of(period(start, end), byDay ? Grain.DAY : Grain.MONTH).parts().stream()
        .map(GrainsTest::text)
        .toList();
  }

  private static String text(Part part) {
    return "%s %s/%s %s"
        .formatted(
            part.grain(),
            part.span().start().toString().substring(0, 13),
            part.span().end().toString().substring(0, 13),
            part.reading());
  }

  @Test
  void wholeMonthsAreReadByMonth() {
    assertThat(parts("2026-10-01T00", "2026-12-01T00", false))
        .containsExactly("MONTH 2026-10-01T00/2026-12-01T00 ALWAYS");
  }

  @Test
  void whatLiesAroundMonthsIsReadByDayAndByHour() {
    assertThat(parts("2026-09-28T05", "2026-12-02T07", false))
        .containsExactly(
            "HOUR 2026-09-28T05/2026-09-29T00 ALWAYS",
            "DAY 2026-09-29T00/2026-10-01T00 ALWAYS",
            "MONTH 2026-10-01T00/2026-12-01T00 ALWAYS",
            "DAY 2026-12-01T00/2026-12-02T00 ALWAYS",
            "HOUR 2026-12-02T00/2026-12-02T07 ALWAYS");
  }

  @Test
  void monthToDateIsItsMonthWhileNothingIsLater() {
    assertThat(parts("2026-10-31T00", "2026-11-23T00", false))
        .containsExactly(
            "DAY 2026-10-31T00/2026-11-01T00 ALWAYS",
            "MONTH 2026-11-01T00/2026-11-23T00 IF_NOTHING_LATER",
            "DAY 2026-11-01T00/2026-11-23T00 IF_SOMETHING_LATER");
  }

  @Test
  void partOfAMonthIsReadByDay() {
    assertThat(parts("2026-11-02T00", "2026-11-23T00", false))
        .containsExactly("DAY 2026-11-02T00/2026-11-23T00 ALWAYS");
  }

  @Test
  void daysAreToldApartByDay() {
    assertThat(parts("2026-10-01T00", "2026-11-23T00", true))
        .containsExactly("DAY 2026-10-01T00/2026-11-23T00 ALWAYS");
  }

  @Test
  void hoursAreToldApartByHour() {
    assertThat(
            Grains.of(period("2026-10-01T00", "2026-11-23T00"), Grain.HOUR).parts().stream()
                .map(GrainsTest::text))
        .containsExactly("HOUR 2026-10-01T00/2026-11-23T00 ALWAYS");
  }

  @Test
  void withoutAWholeDayAllIsReadByHour() {
    assertThat(parts("2026-10-01T05", "2026-10-02T07", false))
        .containsExactly("HOUR 2026-10-01T05/2026-10-02T07 ALWAYS");
  }
}
