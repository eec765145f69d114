package dev.quorate.usage.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A later correction of a line; shown apart, the request's own cost never changes. */
@Schema(name = "Adjustment", description = "A later correction of a line, shown apart from it.")
public record Adjustment(
    @JsonProperty("adjustment_id") UUID id,
    @JsonProperty("call_id") UUID callId,
    @JsonProperty("delta") @Schema(description = "USD, may be negative") BigDecimal delta,
    @JsonProperty("reason") String reason,
    @JsonProperty("adjusted_at") Instant adjustedAt) {

  static Adjustment read(ResultSet row) throws SQLException {
    return new Adjustment(
        row.getObject("adjustment_id", UUID.class),
        row.getObject("call_id", UUID.class),
        Totals.plain(row.getBigDecimal("delta_usd")),
        row.getString("reason"),
        ReportQuery.instant(row, "adjusted_at"));
  }
}
