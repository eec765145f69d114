package dev.quorate.usage.reading;

import dev.quorate.kernel.Tag;
import dev.quorate.usage.reading.Grains.Grain;
import java.util.List;

/** The roll-up that a report is read from: the smallest that has all it asks for. */
record Cube(Table table, LineFilter filter, Grouping grouping) {
  private static final List<String> FIGURES =
      List.of(
          "calls",
          "settled",
          "input_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "output_tokens",
          "reasoning_tokens",
          "cost_usd",
          "waste_usd",
          "exposure_usd");

  /** The figures that add up, as every roll-up names them. */
  static final String SUMS = String.join(", ", FIGURES);

  enum Table {
    /** By everything but tags. */
    GROUPS("usage_rollup"),
    /** By everything, and the whole set of tags: large. */
    TAG_SETS("usage_tag_rollup"),
    /** By one tag and nothing else, whole days; the key '' is of all lines. */
    TAG_VALUES("usage_tag_value_rollup");

    private final String sql;

    Table(String sql) {
      this.sql = sql;
    }
  }

  /** The columns that count requests for the total, and for a group. */
  record Counters(String ofAll, String ofGroup) {}

  static Cube of(LineFilter filter, Grouping grouping) {
    boolean narrow =
        filter.project() == null
            && filter.key() == null
            && filter.model() == null
            && filter.role() == null
            && filter.status() == null
            && grouping.grain() != Grain.HOUR
            && filter.period().equals(filter.period().wholeDays());
    Table other = filter.tags().isEmpty() ? Table.GROUPS : Table.TAG_SETS;
    Table table =
        switch (grouping.dimension()) {
          case TAG -> narrow && filter.tags().isEmpty() ? Table.TAG_VALUES : Table.TAG_SETS;
          case DAY, WEEK, MONTH, WORKSPACE ->
              narrow && filter.tags().size() < 2 ? Table.TAG_VALUES : other;
          case HOUR, MODEL, ROLE, PROJECT, KEY, PRESET, PROVIDER, STATUS -> other;
        };
    return new Cube(table, filter, grouping);
  }

  /**
   * A SELECT of {@code name}, {@code time_name}, {@link #SUMS}, {@code of_all} and {@code
   * of_group}.
   */
  void appendSums(ReportQuery query, Counters counters, Grains.Part part) {
    String tagKey = grouping.tagKey();
    if (table == Table.TAG_VALUES && tagKey != null) {
      appendValues(query, tagKey, part);
      return;
    }
    query.append("SELECT ");
    grouping.appendOfSums(query);
    query.append(", ").append(SUMS);
    query.append(", c." + counters.ofAll() + " AS of_all, c." + counters.ofGroup());
    query.append(" AS of_group FROM " + table.sql + " c WHERE ");
    part.appendRows(query);
    if (table == Table.TAG_VALUES) {
      appendOneTag(query);
    } else {
      filter.appendOwner(query, "c");
    }
  }

  /** The rows of the one tag that is asked for, or of all lines. */
  private void appendOneTag(ReportQuery query) {
    if (filter.tags().isEmpty()) {
      query.append(" AND c.tag_key = ''");
    } else {
      Tag tag = filter.tags().getFirst();
      query.append(" AND c.tag_key = ?", tag.key()).append(" AND c.tag_value = ?", tag.value());
    }
    filter.withoutTags().appendOwner(query, "c");
  }

  /** A row for each value; what has none is all lines less those that have one. */
  private void appendValues(ReportQuery query, String tagKey, Grains.Part part) {
    query.append("SELECT s.name");
    grouping.appendTime(query, "c.starts_at");
    for (String figure : FIGURES) {
      query.append(", s.sign * c." + figure + " AS " + figure);
    }
    query.append(", s.sign * c.requests AS of_all, s.sign * c.requests AS of_group");
    query.append(" FROM " + table.sql + " c JOIN LATERAL (VALUES");
    query.append(" (CASE WHEN c.tag_key <> '' THEN c.tag_value END, 1), (NULL, -1)) s(name, sign)");
    query.append(" ON s.sign = 1 OR c.tag_key <> '' WHERE ");
    part.appendRows(query);
    query.append(" AND c.tag_key IN ('', ?)", tagKey);
    filter.appendOwner(query, "c");
  }
}
