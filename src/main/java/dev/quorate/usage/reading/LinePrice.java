package dev.quorate.usage.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The price a line was made at, as its intent keeps it. */
@Schema(
    name = "LinePrice",
    description =
        "USD per million tokens and per call; null: as uncached input, or as output for reasoning.")
public record LinePrice(
    @JsonProperty("version") @Schema(description = "The price book's id") String version,
    @JsonProperty("input_per_million") @Schema(examples = "0.25") BigDecimal inputPerMillion,
    @JsonProperty("output_per_million") @Schema(examples = "2") BigDecimal outputPerMillion,
    @JsonProperty("cache_read_per_million") @Nullable BigDecimal cacheReadPerMillion,
    @JsonProperty("cache_write_per_million") @Nullable BigDecimal cacheWritePerMillion,
    @JsonProperty("reasoning_per_million") @Nullable BigDecimal reasoningPerMillion,
    @JsonProperty("per_request") @Schema(examples = "0") BigDecimal perRequest) {

  static LinePrice read(ResultSet row) throws SQLException {
    return new LinePrice(
        row.getString("price_version"),
        Totals.plain(row.getBigDecimal("price_input_per_million")),
        Totals.plain(row.getBigDecimal("price_output_per_million")),
        plain(row.getBigDecimal("price_cache_read_per_million")),
        plain(row.getBigDecimal("price_cache_write_per_million")),
        plain(row.getBigDecimal("price_reasoning_per_million")),
        Totals.plain(row.getBigDecimal("price_per_request")));
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal price) {
    return price == null ? null : Totals.plain(price);
  }
}
