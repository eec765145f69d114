package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Tag;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.usage.reading.Cube.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CubeTest {
  private static Table table(String by, @Nullable String model, Tag... tags) {
    return tableUntil("2026-10-03T00:00:00Z", by, model, tags);
  }

  @Test
  void reportsOfOneStatusReadNoTableWithoutIt() {
    LineFilter failed =
        new LineFilter(
            null,
            null,
            null,
            List.of(),
            true,
            new Period(
                Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-03T00:00:00Z")),
            null,
            null,
            "failed");

    assertThat(Cube.of(failed, Grouping.parse("day", true).orElseThrow()).table())
        .isEqualTo(Table.GROUPS);
  }

  private static Table tableUntil(String end, String by, @Nullable String model, Tag... tags) {
    Period period = new Period(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse(end));
    WorkspaceId workspace = new WorkspaceId(new UUID(0, 1));
    LineFilter filter =
        new LineFilter(workspace, null, null, List.of(tags), true, period, model, null, null);
    return Cube.of(filter, Groupings.of(by)).table();
  }

  @Test
  void reportsByOneTagReadTheValuesOfThatTag() {
    assertThat(table("tag:team", null)).isEqualTo(Table.TAG_VALUES);
    assertThat(table("day", null, new Tag("team", "a"))).isEqualTo(Table.TAG_VALUES);
    assertThat(table("workspace", null, new Tag("team", "a"))).isEqualTo(Table.TAG_VALUES);
  }

  @Test
  void tagsBesideAnythingElseAreReadWithTheWholeSet() {
    assertThat(table("tag:team", "m")).isEqualTo(Table.TAG_SETS);
    assertThat(table("tag:team", null, new Tag("team", "a"))).isEqualTo(Table.TAG_SETS);
    assertThat(table("model", null, new Tag("team", "a"))).isEqualTo(Table.TAG_SETS);
    assertThat(table("day", null, new Tag("team", "a"), new Tag("b", "c")))
        .isEqualTo(Table.TAG_SETS);
  }

  @Test
  void aTimeBesideTheGroupTakesTheSameTable() {
    for (String time : List.of("day", "week", "month")) {
      assertThat(table(time + ",tag:team", null)).isEqualTo(Table.TAG_VALUES);
      assertThat(table(time + ",workspace", null)).isEqualTo(Table.TAG_VALUES);
      assertThat(table(time + ",model", null)).isEqualTo(Table.GROUPS);
      assertThat(table(time + ",model", null, new Tag("team", "a"))).isEqualTo(Table.TAG_SETS);
    }
  }

  @Test
  void hoursAreInOneTableOnly() {
    assertThat(table("hour", null)).isEqualTo(Table.GROUPS);
    assertThat(table("hour,workspace", null)).isEqualTo(Table.GROUPS);
  }

  @Test
  void reportsWithoutTagsDoNotReadThem() {
    assertThat(table("model", null)).isEqualTo(Table.GROUPS);
    assertThat(table("day", "m")).isEqualTo(Table.GROUPS);
    assertThat(table("day", null)).isEqualTo(Table.TAG_VALUES);
    assertThat(tableUntil("2026-10-03T05:00:00Z", "day", null)).isEqualTo(Table.GROUPS);
  }
}
