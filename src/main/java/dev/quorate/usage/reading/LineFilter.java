package dev.quorate.usage.reading;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.Tag;
import dev.quorate.kernel.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a report is about.
 *
 * @param workspace null only for the platform admin
 * @param project null for all; a locked key's own otherwise
 * @param key null for all
 * @param tags a line must carry all of them
 * @param includeTest whether lines of test keys count
 * @param model of a line, or of one line of a request; null for all
 * @param role null for all
 * @param status of the line's request; null for all
 */
public record LineFilter(
    @Nullable WorkspaceId workspace,
    @Nullable ProjectId project,
    @Nullable ApiKeyId key,
    List<Tag> tags,
    boolean includeTest,
    Period period,
    @Nullable String model,
    @Nullable String role,
    @Nullable String status) {
  /** The end of a line's request. */
  static final String ENDS =
      """
       LEFT JOIN request_end re
         ON re.workspace_id = ci.workspace_id AND re.request_id = ci.request_id
            AND re.day = quorate_day_of(ci.request_id)
      """;

  /** A line: its intent, its settlement if there is one, the end of its request if it has ended. */
  static final String LINES =
      """
       FROM call_intent ci
       LEFT JOIN call_settlement cs
         ON cs.workspace_id = ci.workspace_id AND cs.call_id = ci.call_id AND cs.day = ci.day
      """
          + ENDS;

  /** The request beside its line. */
  static final String REQUEST =
      """
       LEFT JOIN inference_request ir
         ON ir.workspace_id = ci.workspace_id AND ir.request_id = ci.request_id
            AND ir.day = quorate_day_of(ci.request_id)
      """;

  /**
   * What is summed of a line. Wasted is what a line cost that served nothing; null while its
   * request runs.
   */
  static final String COLUMNS =
      """
       ci.request_id, cs.call_id AS settled_call_id,
       cs.input_tokens, cs.cache_read_tokens, cs.cache_write_tokens, cs.output_tokens,
       cs.reasoning_tokens, cs.amount_usd, cs.exposure_usd,
       CASE WHEN NOT (ci.call_id = ANY (re.used_call_ids)) THEN cs.amount_usd END AS wasted_usd
      """;

  public LineFilter {
    tags = List.copyOf(tags);
  }

  /** The lines and the conditions on them. */
  ReportQuery appendLines(ReportQuery query) {
    return appendLines(query, false);
  }

  /**
   * The same.
   *
   * @param withRequest whether {@code ir} is to be had
   */
  ReportQuery appendLines(ReportQuery query, boolean withRequest) {
    query.append(withRequest ? LINES + REQUEST : LINES);
    query.append(" WHERE ci.day BETWEEN ?", period.firstDay()).append(" AND ?", period.lastDay());
    query.append(" AND ci.intended_at >= ?", period.start());
    query.append(" AND ci.intended_at < ?", period.end());
    return appendOwner(query, "ci");
  }

  /** The requests' own conditions; a request belongs to the moment its first row was written. */
  ReportQuery appendRequests(ReportQuery query) {
    query.append(" WHERE r.day BETWEEN ?", period.firstDay()).append(" AND ?", period.lastDay());
    query.append(" AND r.started_at >= ?", period.start());
    query.append(" AND r.started_at < ?", period.end());
    return appendOwner(query, "r");
  }

  /** The same, whatever tags a line carries. */
  LineFilter withoutTags() {
    return new LineFilter(
        workspace, project, key, List.of(), includeTest, period, model, role, status);
  }

  /**
   * Conditions on whose a row is, and on what it is of.
   *
   * @param table {@code ci} of lines, {@code r} of requests, {@code c} of roll-ups
   */
  ReportQuery appendOwner(ReportQuery query, String table) {
    if (workspace != null) {
      query.append(" AND " + table + ".workspace_id = ?", workspace.value());
    }
    if (project != null) {
      query.append(" AND " + table + ".project_id = ?", project.value());
    }
    if (key != null) {
      query.append(" AND " + table + ".api_key_id = ?", key.value());
    }
    if (model != null) {
      appendModel(query, table, model);
    }
    if (role != null) {
      query.append(" AND " + table + ".role = ?", role);
    }
    if (status != null) {
      query.append(" AND " + statusIn(table) + " = ?", status);
    }
    for (Tag tag : tags) {
      query.append(" AND " + table + ".tags ->> ?", tag.key()).append(" = ?", tag.value());
    }
    return includeTest ? query : query.append(" AND NOT " + table + ".test");
  }

  /** A request is of a model if one of its lines is. */
  private void appendModel(ReportQuery query, String table, String ofModel) {
    if (!table.equals("r")) {
      query.append(" AND " + table + ".model = ?", ofModel);
      return;
    }
    query.append(" AND EXISTS (SELECT FROM call_intent mi WHERE mi.model = ?", ofModel);
    query.append(" AND mi.workspace_id = r.workspace_id AND mi.request_id = r.request_id");
    query.append(" AND mi.day BETWEEN r.day - 1 AND r.day + 2");
    // The same once more in constants, so that other months' partitions are not looked at.
    query.append(" AND mi.day BETWEEN ?", period.firstDay().minusDays(1));
    query.append(" AND ?)", period.lastDay().plusDays(2));
  }

  private static String statusIn(String table) {
    return switch (table) {
      case "ci" -> "coalesce(re.status, 'running')";
      case "r" -> "coalesce(e.status, 'running')";
      default -> table + ".status";
    };
  }
}
