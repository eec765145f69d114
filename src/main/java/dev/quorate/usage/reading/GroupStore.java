package dev.quorate.usage.reading;

import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
   * @param name null for lines that have no such property
   * @param isTotal whether it is the sum of all groups, on this page or not
   */
  public record Group(@Nullable String name, boolean isTotal, Totals totals) {}

  /**
   * The total first, then groups in the order of their names, the nameless one last: one more than
   * the limit, if there is one.
   *
   * @param after the last name of the page before; null from the first
   */
  public List<Group> read(LineFilter filter, Grouping grouping, @Nullable String after, int limit) {
    ReportQuery query = new ReportQuery().append("WITH line AS (SELECT ");
    grouping.appendTo(query);
    query.append(" AS name, ").append(LineFilter.COLUMNS);
    filter.appendLines(query, grouping.ofRequest());
    query.append("), grouped AS (SELECT name, GROUPING(name) = 1 AS is_total, ");
    query.append(Totals.COLUMNS);
    query.append(" FROM line GROUP BY GROUPING SETS ((name), ())) SELECT * FROM grouped");
    if (after != null) {
      query.append(" WHERE is_total OR name IS NULL OR name COLLATE \"C\" > ?", after);
    }
    query.append(" ORDER BY is_total DESC, name COLLATE \"C\" NULLS LAST LIMIT ?", limit + 2);
    WorkspaceId workspace = filter.workspace();
    return work.list(
        workspace,
        query,
        row -> new Group(row.getString("name"), row.getBoolean("is_total"), Totals.read(row)));
  }
}
