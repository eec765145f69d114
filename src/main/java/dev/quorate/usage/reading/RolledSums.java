package dev.quorate.usage.reading;

import dev.quorate.usage.reading.Grains.Grain;
import dev.quorate.usage.reading.Grouping.Dimension;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sums by group from the roll-ups and from what was written since, for periods of whole hours, and
 * of whole days where tags are asked for.
 *
 * <p>Distinct requests: the roll-ups count those whose lines lie in one month (or day, or hour), by
 * the first line each has of its kind; the few others are counted by reading their lines.
 */
record RolledSums(LineFilter filter, Grouping grouping) {
  private static final String SUMMED =
      """
      ), sums AS (
      SELECT time_name, name, GROUPING(name) = 1 AS is_total,
             CASE WHEN GROUPING(name) = 1 THEN sum(of_all) ELSE sum(of_group) END AS requests,
             sum(calls) AS calls, sum(calls) - sum(settled) AS open_calls,
             sum(input_tokens) AS input_tokens, sum(cache_read_tokens) AS cache_read_tokens,
             sum(cache_write_tokens) AS cache_write_tokens, sum(output_tokens) AS output_tokens,
             sum(reasoning_tokens) AS reasoning_tokens, sum(cost_usd) AS cost,
             sum(waste_usd) AS waste, sum(exposure_usd) AS exposure
      FROM piece GROUP BY GROUPING SETS ((time_name, name), ())
      UNION ALL
      SELECT time_name, name, GROUPING(name) = 1, count(DISTINCT request_id),
             0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM spread GROUP BY GROUPING SETS ((time_name, name), ()))
      """;

  /** From {@code sums} and {@code corrected} the table {@code grouped}: the rows of a report. */
  static final String ALL =
      """
      , part AS (
      SELECT s.*, 0 AS adjustments, 0 AS corrections FROM sums s
      UNION ALL
      SELECT time_name, name, GROUPING(name) = 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
             coalesce(sum(delta_usd), 0), count(*)
      FROM corrected GROUP BY GROUPING SETS ((time_name, name), ())),
      grouped AS (
      SELECT time_name, name, is_total, coalesce(sum(requests), 0)::bigint AS requests,
             coalesce(sum(calls), 0)::bigint AS calls,
             coalesce(sum(open_calls), 0)::bigint AS open_calls,
             coalesce(sum(input_tokens), 0)::bigint AS input_tokens,
             coalesce(sum(cache_read_tokens), 0)::bigint AS cache_read_tokens,
             coalesce(sum(cache_write_tokens), 0)::bigint AS cache_write_tokens,
             coalesce(sum(output_tokens), 0)::bigint AS output_tokens,
             coalesce(sum(reasoning_tokens), 0)::bigint AS reasoning_tokens,
             coalesce(sum(cost), 0) AS cost, coalesce(sum(waste), 0) AS waste,
             coalesce(sum(exposure), 0) AS exposure, sum(adjustments) AS adjustments
      FROM part GROUP BY time_name, name, is_total
      HAVING is_total OR sum(calls) > 0 OR sum(corrections) > 0)
      """;

  private static final Set<Dimension> OF_CALLS =
      EnumSet.of(Dimension.MODEL, Dimension.PROVIDER, Dimension.ROLE);

  /** Whether the roll-ups have it: by tag there are whole days only. */
  boolean canTell() {
    Period period = filter.period();
    if (byTag()) {
      return period.equals(period.wholeDays()) && grouping.grain() != Grain.HOUR;
    }
    return period.isOfWholeHours();
  }

  /** Adds the table {@code sums} and what it is made of. */
  void appendTo(ReportQuery query) {
    Grains grains = Grains.of(filter.period(), grouping.grain());
    grains.appendLater(query, filter);
    appendChanges(query);
    appendPieces(query, grains);
    appendSpread(query, grains);
    query.append(SUMMED);
  }

  private void appendChanges(ReportQuery query) {
    query.append("change AS MATERIALIZED (SELECT w.*, w.hour AS starts_at FROM");
    query.append(" quorate_usage_changes((SELECT xid FROM usage_mark), '18446744073709551615', ");
    appendWorkspace(query);
    // Asked before the other function is called.
    query.append(") w WHERE (SELECT quorate_usage_waits(");
    appendWorkspace(query);
    query.append(")))");
  }

  private void appendWorkspace(ReportQuery query) {
    if (filter.workspace() == null) {
      query.append("NULL");
    } else {
      query.append("?", filter.workspace().value());
    }
  }

  private void appendPieces(ReportQuery query, Grains grains) {
    String ofAll = counter(filtered());
    String ofGroup = counter(kinds());
    query.append(", piece AS (");
    Cube cube = Cube.of(filter, grouping);
    for (Grains.Part part : grains.parts()) {
      cube.appendSums(query, new Cube.Counters(ofAll, ofGroup), part);
      query.append(" UNION ALL ");
    }
    query.append("SELECT ");
    grouping.appendOfSums(query);
    query.append(", ").append(Cube.SUMS);
    query.append(", n.counts * c." + ofAll + ", n.counts * c." + ofGroup);
    query.append(" FROM change c CROSS JOIN LATERAL (SELECT CASE WHEN ");
    grains.appendCounted(query, "c");
    query.append(" THEN 1 ELSE 0 END AS counts) n");
    query.append(" WHERE c.starts_at >= ?", filter.period().start());
    query.append(" AND c.starts_at < ?", filter.period().end());
    filter.appendOwner(query, "c");
  }

  /** The lines of requests that no row of the roll-ups counts. */
  private void appendSpread(ReportQuery query, Grains grains) {
    query.append("), spanning AS (SELECT s.workspace_id, s.request_id FROM usage_span s WHERE");
    query.append(" s.last_at >= ?", filter.period().start());
    query.append(" AND s.first_at < ?", filter.period().end());
    if (filter.workspace() != null) {
      query.append(" AND s.workspace_id = ?", filter.workspace().value());
    }
    query.append(" AND NOT ");
    grains.appendCounted(query, "s");
    query.append(" UNION SELECT c.workspace_id, c.request_id FROM change c WHERE c.calls > 0");
    query.append(" AND c.spans_hours AND NOT ");
    grains.appendCounted(query, "c");
    query.append("), spread AS (SELECT ");
    grouping.appendOfLine(query);
    query.append(", ci.request_id");
    filter.appendLines(query, grouping.ofRequest());
    query.append(" AND (ci.workspace_id, ci.request_id) IN (SELECT * FROM spanning)");
  }

  private boolean byTag() {
    return grouping.tagKey() != null || !filter.tags().isEmpty();
  }

  /** The properties in which lines of one request differ, as far as the filter asks for them. */
  private Set<Dimension> filtered() {
    Set<Dimension> kinds = EnumSet.noneOf(Dimension.class);
    if (filter.model() != null) {
      kinds.add(Dimension.MODEL);
    }
    if (filter.role() != null) {
      kinds.add(Dimension.ROLE);
    }
    return kinds;
  }

  private Set<Dimension> kinds() {
    Set<Dimension> kinds = filtered();
    if (OF_CALLS.contains(grouping.dimension())) {
      kinds.add(grouping.dimension());
    }
    return kinds;
  }

  /** The column that counts lines that are the first of their request of a kind. */
  private static String counter(Set<Dimension> kinds) {
    StringBuilder name = new StringBuilder("requests");
    String before = "_";
    for (Dimension kind : new Dimension[] {Dimension.MODEL, Dimension.PROVIDER, Dimension.ROLE}) {
      if (kinds.contains(kind)) {
        name.append(before).append(Character.toLowerCase(kind.name().charAt(0)));
        before = "";
      }
    }
    return name.toString();
  }
}
