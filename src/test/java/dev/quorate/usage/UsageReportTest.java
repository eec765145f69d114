package dev.quorate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Page;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.usage.reading.GroupStore;
import dev.quorate.usage.reading.Grouping;
import dev.quorate.usage.reading.Period;
import dev.quorate.usage.reading.Totals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageReportTest {
  private static final Period PERIOD = Period.monthToDate(Instant.parse("2026-11-21T12:00:00Z"));

  private static GroupStore.Group group(String name, boolean total, String cost) {
    BigDecimal amount = new BigDecimal(cost);
    return new GroupStore.Group(
        name,
        total,
        new Totals(1, 2, 0, TokenUsage.of(3, 4), amount, BigDecimal.ZERO, BigDecimal.ONE),
        new BigDecimal("-0.5"));
  }

  private static UsageReport report(String by, int limit, GroupStore.Group... rows) {
    return UsageReport.of(Grouping.parse(by, false).orElseThrow(), PERIOD, List.of(rows), limit);
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
    assertThat(new Page(1, report.nextCursor()).position()).isEqualTo("core");
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

    assertThat(new String(report.csv(), StandardCharsets.UTF_8))
        .isEqualTo(
            "group_by,group,requests,calls,open_calls,input_tokens,cache_read_tokens,"
                + "cache_write_tokens,output_tokens,reasoning_tokens,cost,waste,"
                + "exposure,adjustments\r\n"
                + "tag:team,'=evil,1,2,0,3,0,0,4,0,0.0000000001,0,1,-0.5\r\n");
  }
}
