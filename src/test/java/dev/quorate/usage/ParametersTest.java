package dev.quorate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Tag;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.Period;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

  /** Pairs as {@code name=value}, split at the first equals sign. */
  private static Parameters query(String... pairs) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : pairs) {
      int split = pair.indexOf('=');
      query
          .computeIfAbsent(pair.substring(0, split), name -> new ArrayList<>())
          .add(pair.substring(split + 1));
    }
    return new Parameters(
        new RequestHead(RequestId.create(Clock.systemUTC()), NOW, 0, Map.of(), query));
  }

  private static void assertRefused(Runnable reading, String param, ErrorCode code) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(reading::run)
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(code);
          assertThat(e.param()).isEqualTo(param);
        });
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 2026-11-01T00:00:00Z, 2026-11-22T00:00:00Z",
        "2026-11-20, 2026-11-21, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
        "2026-10-05, -, 2026-10-05T00:00:00Z, 2026-11-22T00:00:00Z",
        "-, 2026-10-01, 2026-09-01T00:00:00Z, 2026-10-01T00:00:00Z",
        "2026-11-20T10:00:00+02:00, 2026-11-20T09:00:00Z, 2026-11-20T08:00:00Z,"
            + " 2026-11-20T09:00:00Z",
      })
  void periodIsHalfOpenAndDatesAreMidnights(String start, String end, Instant from, Instant to) {
    List<String> pairs = new ArrayList<>();
    if (start != null) {
      pairs.add("start=" + start);
    }
    if (end != null) {
      pairs.add("end=" + end);
    }

    assertThat(query(pairs.toArray(String[]::new)).period(NOW)).isEqualTo(new Period(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "start, yesterday",
    "start, 2026-13-01",
    "start, 2026-11-21T10:00:00",
    "end, 21.11.2026",
    "end, 1999-12-31",
    "end, 9999-01-01",
    "start, 2026-12-01",
  })
  void badTimeIsRefusedByName(String name, String value) {
    assertRefused(() -> query(name + "=" + value).period(NOW), name, ErrorCode.INVALID_VALUE);
  }

  @Test
  void emptySpanIsRefused() {
    assertRefused(
        () -> query("start=2026-11-21", "end=2026-11-21").period(NOW),
        "end",
        ErrorCode.INVALID_VALUE);
  }

  @Test
  void tagsAreReadInBothForms() {
    assertThat(query("tag=team=core", "tag=env:prod", "tag=empty=").tags())
        .containsExactly(new Tag("team", "core"), new Tag("env", "prod"), new Tag("empty", ""));
    assertRefused(() -> query("tag=plain").tags(), "tag", ErrorCode.INVALID_VALUE);
    assertRefused(() -> query("tag==x").tags(), "tag", ErrorCode.INVALID_VALUE);
  }

  @Test
  void groupingIsOneOfTheListOrATag() {
    assertThat(query().grouping(false, "day").wire()).isEqualTo("day");
    assertThat(query("group_by=tag:team").grouping(false, "day").tagKey()).isEqualTo("team");
    assertThat(query("group_by=workspace").grouping(true, "day").wire()).isEqualTo("workspace");
    assertRefused(
        () -> query("group_by=workspace").grouping(false, "day"),
        "group_by",
        ErrorCode.INVALID_VALUE);
    for (String bad : List.of("minute", "tag:", "tag", "DAY", "day,", "day,colour", "ci.model")) {
      assertRefused(
          () -> query("group_by=" + bad).grouping(true, "day"),
          "group_by",
          ErrorCode.INVALID_VALUE);
    }
  }

  @Test
  void aTimeAndOneMoreAreReadInBothForms() {
    assertThat(query("group_by=day,model").grouping(false, "day").wire()).isEqualTo("day,model");
    assertThat(query("group_by=tag:team", "group_by=month").grouping(false, "day").wire())
        .isEqualTo("month,tag:team");
    for (String bad : List.of("model,role", "day,week", "day,model,role", "day,model,hour")) {
      assertThatExceptionOfType(GatewayException.class)
          .isThrownBy(() -> query("group_by=" + bad).grouping(true, "day"))
          .withMessageContaining("one of them hour, day, week or month")
          .satisfies(e -> assertThat(e.param()).isEqualTo("group_by"));
    }
    assertRefused(
        () -> query("group_by=day,workspace").grouping(false, "day"),
        "group_by",
        ErrorCode.INVALID_VALUE);
  }

  @Test
  void orderIsByNameUnlessItIsSaid() {
    assertThat(query().order()).isEqualTo(GroupOrder.GROUP);
    assertThat(query("sort=cost").order()).isEqualTo(GroupOrder.COST);
    assertRefused(() -> query("sort=-cost").order(), "sort", ErrorCode.INVALID_VALUE);
    assertRefused(() -> query("sort=cost", "sort=calls").order(), "sort", ErrorCode.INVALID_VALUE);
  }

  @Test
  void flagsIdsAndNumbersAreStrict() {
    assertThat(query("include_test=true").flag("include_test")).isTrue();
    assertThat(query().flag("include_test")).isFalse();
    assertRefused(
        () -> query("include_test=1").flag("include_test"),
        "include_test",
        ErrorCode.INVALID_VALUE);
    assertRefused(() -> query("key_id=7").uuid("key_id"), "key_id", ErrorCode.INVALID_VALUE);
    assertRefused(() -> query("limit=0").integer("limit", 1, 9), "limit", ErrorCode.INVALID_VALUE);
  }

  @Test
  void twiceEmptyAndUnknownAreRefused() {
    assertRefused(
        () -> query("start=2026-11-01", "start=2026-11-02").period(NOW),
        "start",
        ErrorCode.INVALID_VALUE);
    assertRefused(
        () -> query("project_id=").text("project_id"), "project_id", ErrorCode.INVALID_VALUE);
    Parameters unknown = query("limit=5", "cursor=x", "colour=red");
    assertRefused(unknown::refuseOthers, "colour", ErrorCode.UNSUPPORTED_PARAMETER);
  }
}
