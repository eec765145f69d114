package dev.quorate.usage.reading;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PastCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Past calls from the ledger's lines; those of test keys are not among them. */
@Singleton
public class PastLines implements PastCalls {
  /** Enough for an average, and few enough for a busy workspace. */
  private static final int LATEST = 10_000;

  private static final String SUMS =
      """
      SELECT model, role, count(*) AS calls, sum(input_tokens) AS input_tokens,
             sum(cache_read_tokens) AS cache_read_tokens,
             sum(cache_write_tokens) AS cache_write_tokens,
             sum(output_tokens) AS output_tokens, sum(reasoning_tokens) AS reasoning_tokens
      FROM (SELECT ci.model, ci.role, cs.input_tokens, cs.cache_read_tokens, cs.cache_write_tokens,
                   cs.output_tokens, cs.reasoning_tokens
            FROM call_intent ci
            JOIN call_settlement cs
              ON cs.workspace_id = ci.workspace_id AND cs.call_id = ci.call_id AND cs.day = ci.day
      """;

  private final ReportWork work;

  @Inject
  PastLines(ReportWork work) {
    this.work = work;
  }

  @Override
  public List<Sum> sums(
      WorkspaceId workspace, @Nullable ProjectId project, Set<ModelSlug> models, Instant since) {
    LocalDate first = LocalDate.ofInstant(since, ZoneOffset.UTC);
    ReportQuery query = new ReportQuery().append(SUMS);
    query.append(" WHERE ci.workspace_id = ?", workspace.value());
    query.append(" AND ci.day >= ?", first).append(" AND ci.intended_at >= ?", since);
    query.append(" AND cs.outcome = 'ok' AND cs.usage_source <> 'none' AND NOT ci.test");
    if (project != null) {
      query.append(" AND ci.project_id = ?", project.value());
    }
    String separator = " AND ci.model IN (";
    for (ModelSlug model : models) {
      query.append(separator + "?", model.value());
      separator = ", ";
    }
    query.append(") ORDER BY ci.intended_at DESC LIMIT ?", LATEST);
    query.append(") line GROUP BY model, role");
    return work.list(workspace, query, PastLines::read);
  }

  private static Sum read(ResultSet row) throws SQLException {
    return new Sum(
        new ModelSlug(row.getString("model")),
        CallRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getLong("calls"),
        new TokenUsage(
            row.getLong("input_tokens"),
            row.getLong("cache_read_tokens"),
            row.getLong("cache_write_tokens"),
            row.getLong("output_tokens"),
            row.getLong("reasoning_tokens")));
  }
}
