package dev.quorate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Page;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.GroupStore;
import dev.quorate.usage.reading.Grouping;
import dev.quorate.usage.reading.Period;
import dev.quorate.usage.reading.Totals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageReportTest {
  private static final Period PERIOD = Period.monthToDate(Instant.parse("2026-11-21T12:00:00Z"));

  private static GroupStore.Group group(@Nullable String name, boolean total, String cost) {
    return group(null, name, total, cost);
  }

  private static GroupStore.Group group(
      @Nullable String time, @Nullable String name, boolean total, String cost) {
    BigDecimal amount = new BigDecimal(cost);
    return new GroupStore.Group(
        time,
        name,
        total,
        new Totals(1, 2, 0, TokenUsage.of(3, 4), amount, BigDecimal.ZERO, BigDecimal.ONE),
        new BigDecimal("-0.5"),
        amount);
  }

  private static UsageReport report(String by, int limit, GroupStore.Group... rows) {
    return UsageReport.of(
        Grouping.parse(by, false).orElseThrow(), GroupOrder.GROUP, PERIOD, List.of(rows), limit);
  }

  @Test
  void totalStandsBesideTheGroupsAndMoreGroupsHaveACursor() {
    UsageReport report =
        report(
            "tag:team",
            1,
            group(null, true, "0.03"),
            group("core", false, "0.01"),
            group("web", false, "0.02"));

    assertThat(report.data()).extracting(UsageGroup::group).containsExactly("core");
    assertThat(report.total().cost()).isEqualByComparingTo("0.03");
    assertThat(report.hasMore()).isTrue();
    assertThat(new Page(1, report.nextCursor()).position()).isEqualTo("group\n0.01\n\n=core");
  }

  @Test
  void noLinesMeanNoGroupsAndATotalOfZero() {
    UsageReport report = report("day", 20, group(null, true, "0"));

    assertThat(report.data()).isEmpty();
    assertThat(report.hasMore()).isFalse();
    assertThat(report.nextCursor()).isNull();
  }

  @Test
  void tableHasTheSameGroups() {
    UsageReport report =
        report("tag:team", 20, group(null, true, "0.03"), group("=evil", false, "0.0000000001"));
    Grouping grouping = Grouping.parse("tag:team", false).orElseThrow();

    assertThat(new String(report.csv(grouping), StandardCharsets.UTF_8))
        .isEqualTo(
            "group_by,group,requests,calls,open_calls,input_tokens,cache_read_tokens,"
                + "cache_write_tokens,output_tokens,reasoning_tokens,cost,waste,"
                + "exposure,adjustments\r\n"
                + "tag:team,'=evil,1,2,0,3,0,0,4,0,0.0000000001,0,1,-0.5\r\n");
  }

  @Test
  void timeStandsBesideTheGroupWhereThereIsOne() {
    Grouping both =
        Grouping.parse("day", false)
            .flatMap(day -> Grouping.parse("model", false).flatMap(day::and))
            .orElseThrow();
    UsageReport report =
        UsageReport.of(
            both,
            GroupOrder.COST,
            PERIOD,
            List.of(
                group(null, true, "3"),
                group("2026-11-20", "a/b", false, "1"),
                group("2026-11-21", null, false, "2")),
            1);

    assertThat(report.groupBy()).isEqualTo("day,model");
    assertThat(report.data()).extracting(UsageGroup::time).containsExactly("2026-11-20");
    assertThat(new Page(1, report.nextCursor()).position()).isEqualTo("cost\n1\n2026-11-20\n=a/b");
    assertThat(new String(report.csv(both), StandardCharsets.UTF_8))
        .startsWith("group_by,time,group,requests,calls,")
        .contains("\r\n\"day,model\",2026-11-20,a/b,1,2,0,3,");
  }
}
