package dev.quorate.usage.reading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads totals by group, and the total of all, in one statement: both are of one moment. */
@Singleton
public class GroupStore {
  private final ReportWork work;

  @Inject
  GroupStore(ReportWork work) {
    this.work = work;
  }

  /**
   * A group and its sums.
   *
   * @param time when it is of, null where groups are not told apart by it
   * @param name null for lines that have no such property
   * @param isTotal whether it is the sum of all groups, on this page or not
   * @param adjustments the sum of corrections that were made in the period, whenever their lines
   *     were
   * @param weight what the groups of this name come to, by which they are put in order
   */
  public record Group(
      @Nullable String time,
      @Nullable String name,
      boolean isTotal,
      Totals totals,
      BigDecimal adjustments,
      BigDecimal weight) {}

  /**
   * The total first, then groups in their order: one more than the limit, if there is one.
   *
   * @param after the last group of the page before; null from the first
   */
  public List<Group> read(
      LineFilter filter,
      Grouping grouping,
      GroupOrder order,
      @Nullable GroupPlace after,
      int limit) {
    ReportQuery query = new ReportQuery().append("WITH ");
    RolledSums rolled = new RolledSums(filter, grouping);
    if (rolled.canTell()) {
      rolled.appendTo(query);
    } else {
      new LineSums(filter, grouping).appendTo(query);
    }
    appendCorrected(query, filter, grouping);
    query.append(RolledSums.ALL);
    query.append("SELECT * FROM (SELECT g.*, " + order.weight() + " FROM grouped g) w WHERE true");
    if (after != null) {
      after.appendAfter(query);
    }
    query.append(order.sql()).append(" LIMIT ?", limit + 2);
    return work.list(filter.workspace(), query, GroupStore::group);
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getString("time_name"),
        row.getString("name"),
        row.getBoolean("is_total"),
        Totals.read(row),
        Totals.plain(row.getBigDecimal("adjustments")),
        Totals.plain(row.getBigDecimal("weight")));
  }

  /** Corrections made in the period; they are few, so they are read and not rolled up. */
  private static void appendCorrected(ReportQuery query, LineFilter filter, Grouping grouping) {
    Period period = filter.period();
    query.append(", corrected AS (SELECT ");
    grouping.appendOfCorrection(query);
    query.append(", a.delta_usd FROM call_adjustment a CROSS JOIN LATERAL (SELECT i.*");
    query.append(" FROM call_intent i WHERE i.workspace_id = a.workspace_id");
    query.append(" AND i.call_id = a.call_id AND i.day = quorate_day_of(a.call_id)) ci");
    query.append(LineFilter.ENDS).append(LineFilter.REQUEST);
    query.append(" WHERE a.day BETWEEN ?", period.firstDay()).append(" AND ?", period.lastDay());
    query.append(" AND a.adjusted_at >= ?", period.start());
    query.append(" AND a.adjusted_at < ?", period.end());
    filter.appendOwner(query, "ci").append(")");
  }
}
