package dev.quorate.usage.reading;

import dev.quorate.kernel.RequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request a client made, with the sums of its lines.
 *
 * @param preset {@code slug@3} where it used one
 * @param status {@code running} until it has an end
 * @param fused whether a panel was called for it
 */
public record RequestRecord(
    RequestId id,
    String endpoint,
    String modelAsked,
    @Nullable String preset,
    String status,
    @Nullable String errorCode,
    @Nullable UUID project,
    UUID apiKey,
    Map<String, String> tags,
    boolean test,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean fused,
    Totals totals) {

  static RequestRecord read(ResultSet row) throws SQLException {
    String status = row.getString("status");
    return new RequestRecord(
        new RequestId(row.getObject("request_id", UUID.class)),
        row.getString("endpoint"),
        row.getString("model_asked"),
        row.getString("preset"),
        status == null ? "running" : status,
        row.getString("error_code"),
        row.getObject("project_id", UUID.class),
        row.getObject("api_key_id", UUID.class),
        StoredTags.read(row.getString("tags")),
        row.getBoolean("test"),
        ReportQuery.instant(row, "started_at"),
        status == null ? null : ReportQuery.instant(row, "ended_at"),
        row.getBoolean("fused"),
        Totals.read(row));
  }
}
