package dev.quorate.usage.reading;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads ledger lines, oldest first. */
@Singleton
public class LineStore {
  private static final String ORDER = " ORDER BY ci.intended_at, ci.call_id";

  private final ReportWork work;

  @Inject
  LineStore(ReportWork work) {
    this.work = work;
  }

  /**
   * One row more than the limit, if there is one.
   *
   * @param after the last line of the page before; null from the first
   */
  public List<LedgerLine> read(LineFilter filter, @Nullable LineCursor after, int limit) {
    ReportQuery query = new ReportQuery().append("SELECT ").append(LedgerLine.COLUMNS);
    filter.appendLines(query);
    if (after != null) {
      query.append(" AND (ci.intended_at, ci.call_id) > (?", after.intendedAt());
      query.append(", ?)", after.callId());
    }
    query.append(ORDER).append(" LIMIT ?", limit + 1);
    return work.list(filter.workspace(), query, LedgerLine::read);
  }

  /** All lines of one request. */
  public List<LedgerLine> ofRequest(WorkspaceId workspace, RequestId request) {
    ReportQuery query = new ReportQuery().append("SELECT ").append(LedgerLine.COLUMNS);
    query.append(LineFilter.LINES).append(" WHERE ci.workspace_id = ?", workspace.value());
    query.append(" AND ci.request_id = ?", request.value());
    query.append(" AND ci.day BETWEEN ?", request.day().minusDays(1));
    query.append(" AND ?", request.day().plusDays(2)).append(ORDER);
    return work.list(workspace, query, LedgerLine::read);
  }

  /** Corrections of these lines, oldest first. */
  public List<Adjustment> adjustments(WorkspaceId workspace, List<LedgerLine> lines) {
    if (lines.isEmpty()) {
      return List.of();
    }
    ReportQuery query =
        new ReportQuery()
            .append("SELECT adjustment_id, call_id, delta_usd, reason, adjusted_at")
            .append(" FROM call_adjustment WHERE workspace_id = ?", workspace.value());
    query.append(
        " AND call_id = ANY (?) ORDER BY adjustment_id",
        lines.stream().map(LedgerLine::callId).toArray(UUID[]::new));
    return work.list(workspace, query, Adjustment::read);
  }
}
