package dev.quorate.usage.reading;

import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests with the sums of their lines, newest first. */
@Singleton
public class RequestStore {
  private static final String SELECT =
      """
      SELECT r.request_id, r.endpoint, r.model_asked, r.preset, r.project_id, r.api_key_id,
             r.tags::text AS tags, r.test, r.started_at, e.status, e.error_code, e.ended_at, s.*
      FROM inference_request r
      LEFT JOIN request_end e
        ON e.workspace_id = r.workspace_id AND e.request_id = r.request_id AND e.day = r.day
      CROSS JOIN LATERAL (SELECT coalesce(bool_or(role <> 'direct'), false) AS fused,\
      """
          + Totals.COLUMNS
          + " FROM (SELECT ci.role, "
          + LineFilter.COLUMNS
          + LineFilter.LINES
          + """
           WHERE ci.workspace_id = r.workspace_id AND ci.request_id = r.request_id
             AND ci.day BETWEEN r.day - 1 AND r.day + 2) line) s
          """;

  private final ReportWork work;

  @Inject
  RequestStore(ReportWork work) {
    this.work = work;
  }

  /**
   * One row more than the limit, if there is one.
   *
   * @param before the last request of the page before; null from the newest
   */
  public List<RequestRecord> read(LineFilter filter, @Nullable RequestId before, int limit) {
    ReportQuery query = new ReportQuery().append(SELECT);
    filter.appendRequests(query);
    if (before != null) {
      query.append(" AND r.request_id < ?", before.value());
    }
    query.append(" ORDER BY r.request_id DESC LIMIT ?", limit + 1);
    return work.list(filter.workspace(), query, RequestRecord::read);
  }

  /**
   * One request, a test key's too.
   *
   * @param project the only one to look in, or null
   */
  public Optional<RequestRecord> find(
      WorkspaceId workspace, @Nullable ProjectId project, RequestId request) {
    ReportQuery query = new ReportQuery().append(SELECT);
    query.append(" WHERE r.workspace_id = ?", workspace.value());
    query.append(" AND r.request_id = ?", request.value());
    query.append(" AND r.day = ?", request.day());
    if (project != null) {
      query.append(" AND r.project_id = ?", project.value());
    }
    return work.list(workspace, query, RequestRecord::read).stream().findFirst();
  }
}
