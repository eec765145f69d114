package dev.quorate.usage;

import dev.quorate.usage.reading.Grouping;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Groups as a table; the time stands before the group, in reports by both. */
final class UsageTable {
  private static final List<Column> FIGURES =
      List.of(
          new Column("requests", UsageGroup::requests),
          new Column("calls", UsageGroup::calls),
          new Column("open_calls", UsageGroup::openCalls),
          new Column("input_tokens", row -> row.usage().inputTokens()),
          new Column("cache_read_tokens", row -> row.usage().cacheReadTokens()),
          new Column("cache_write_tokens", row -> row.usage().cacheWriteTokens()),
          new Column("output_tokens", row -> row.usage().outputTokens()),
          new Column("reasoning_tokens", row -> row.usage().reasoningTokens()),
          new Column("cost", UsageGroup::cost),
          new Column("waste", UsageGroup::waste),
          new Column("exposure", UsageGroup::exposure),
          new Column("adjustments", UsageGroup::adjustments));

  private UsageTable() {}

  private record Column(String name, Function<UsageGroup, @Nullable Object> value) {}

  static byte[] of(Grouping grouping, List<UsageGroup> rows) {
    Column by = new Column("group_by", row -> grouping.wire());
    Column time = new Column("time", UsageGroup::time);
    Column group = new Column("group", UsageGroup::group);
    Stream<Column> names =
        grouping.time() == null ? Stream.of(by, group) : Stream.of(by, time, group);
    List<Column> columns = Stream.concat(names, FIGURES.stream()).toList();
    Csv csv = new Csv(columns.stream().map(Column::name).toArray(String[]::new));
    for (UsageGroup row : rows) {
      csv.row(columns.stream().map(column -> column.value().apply(row)).toArray());
    }
    return csv.bytes();
  }
}
