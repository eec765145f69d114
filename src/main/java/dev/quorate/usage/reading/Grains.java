package dev.quorate.usage.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the roll-ups that make up a period: whole months by month, the days around them by
 * day, the hours around those by hour.
 *
 * <p>A period that ends within a month takes the month's row all the same while nothing later is
 * rolled up, which is so for the month to date; the statement finds out.
 *
 * @param parts they do not overlap, but for the two readings of the open month
 * @param openMonth the part of a month that the period ends within; null if there is none
 */
record Grains(List<Part> parts, @Nullable Period openMonth) {
  /** A kind of row. */
  enum Grain {
    HOUR,
    DAY,
    MONTH;

    String sql() {
      return "'" + name().toLowerCase(Locale.ROOT) + "'";
    }
  }

  /** When a part is read, by what the table {@code later} says. */
  enum Reading {
    ALWAYS(""),
    IF_NOTHING_LATER(" AND NOT (SELECT found FROM later)"),
    IF_SOMETHING_LATER(" AND (SELECT found FROM later)");

    private final String sql;

    Reading(String sql) {
      this.sql = sql;
    }
  }

  /** A span that is read by one kind of row. */
  record Part(Grain grain, Period span, Reading reading) {
    /** The condition on rows {@code c} of a roll-up. */
    void appendRows(ReportQuery query) {
      query.append("c.grain = " + grain.sql());
      appendWithin(query, "c.starts_at");
    }

    private void appendWithin(ReportQuery query, String at) {
      query.append(" AND " + at + " >= ?", span.start()).append(" AND " + at + " < ?", span.end());
      query.append(reading.sql);
    }
  }

  Grains {
    parts = List.copyOf(parts);
  }

  /**
   * The fewest rows.
   *
   * @param largest the largest that may be read, for what is told apart by time
   */
  static Grains of(Period period, Grain largest) {
    List<Part> parts = new ArrayList<>();
    Period days = period.wholeDays();
    if (days == null || largest == Grain.HOUR) {
      add(parts, Grain.HOUR, period);
      return new Grains(parts, null);
    }
    boolean byDay = largest == Grain.DAY;
    Period open = byDay ? null : openMonth(days);
    // Where hours follow the days, there may be more of the month in them.
    open = days.end().equals(period.end()) ? open : null;
    add(parts, Grain.HOUR, period.until(days.start()));
    addDays(parts, open == null ? days : days.until(open.start()), byDay);
    add(parts, Grain.HOUR, period.from(days.end()));
    if (open != null) {
      parts.add(new Part(Grain.MONTH, open, Reading.IF_NOTHING_LATER));
      parts.add(new Part(Grain.DAY, open, Reading.IF_SOMETHING_LATER));
    }
    return new Grains(parts, open);
  }

  /** The last month of whole days that end within it, from its first day on. */
  private static @Nullable Period openMonth(Period days) {
    Instant first = Period.monthOf(days.end()).start();
    Period last = days.from(first);
    return last != null && last.start().equals(first) ? last : null;
  }

  private static void addDays(List<Part> parts, @Nullable Period days, boolean byDay) {
    Period months = days == null || byDay ? null : days.wholeMonths();
    if (days == null || months == null) {
      add(parts, Grain.DAY, days);
      return;
    }
    add(parts, Grain.DAY, days.until(months.start()));
    add(parts, Grain.MONTH, months);
    add(parts, Grain.DAY, days.from(months.end()));
  }

  private static void add(List<Part> parts, Grain grain, @Nullable Period span) {
    if (span != null) {
      parts.add(new Part(grain, span, Reading.ALWAYS));
    }
  }

  /** Adds the table {@code later}, if parts ask for it: whether there is more of the open month. */
  void appendLater(ReportQuery query, LineFilter filter) {
    if (openMonth == null) {
      return;
    }
    query.append("later AS MATERIALIZED (SELECT EXISTS (SELECT FROM usage_rollup r");
    query.append(" WHERE r.grain = 'day' AND r.starts_at >= ?", openMonth.end());
    query.append(" AND r.starts_at < ?", Period.monthOf(openMonth.start()).end());
    if (filter.workspace() != null) {
      query.append(" AND r.workspace_id = ?", filter.workspace().value());
    }
    query.append(") AS found), ");
  }

  /**
   * A condition: the rows count this request, for all its lines lie in one of them.
   *
   * @param table where its {@code first_at} and {@code last_at} are
   */
  void appendCounted(ReportQuery query, String table) {
    String first = table + ".first_at";
    String or = "(";
    for (Part part : parts) {
      String unit = "date_trunc(" + part.grain().sql() + ", %s, 'UTC')";
      query.append(or + unit.formatted(first) + " = " + unit.formatted(table + ".last_at"));
      part.appendWithin(query, first);
      or = " OR ";
    }
    query.append(")");
  }
}
