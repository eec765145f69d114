package dev.quorate.usage.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.kernel.RequestId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A call on the bill: its intent, and its settlement once there is one. */
@Schema(
    name = "LedgerLine",
    description = "One attempt at one provider. Without a settlement the call is still open.")
public record LedgerLine(
    @JsonProperty("call_id") UUID callId,
    @JsonProperty("parent_call_id") @Nullable UUID parentCallId,
    @JsonProperty("request_id") @Schema(examples = "req_019a…") String requestId,
    @JsonProperty("role") @Schema(examples = "panel") String role,
    @JsonProperty("panel_index") @Nullable Integer panelIndex,
    @JsonProperty("step") int step,
    @JsonProperty("attempt") @Schema(description = "0-based; a retry is a line of its own")
        int attempt,
    @JsonProperty("provider") @Schema(examples = "openai") String provider,
    @JsonProperty("model") @Schema(examples = "openai/gpt-5-mini") String model,
    @JsonProperty("upstream_model") String upstreamModel,
    @JsonProperty("outcome") @Schema(description = "null while the call is open", examples = "ok")
        @Nullable String outcome,
    @JsonProperty("used")
        @Schema(
            description =
                "Whether its text went into a later call that succeeded or into the reply; null"
                    + " while the request runs")
        @Nullable Boolean used,
    @JsonProperty("usage") @Nullable TokenCounts usage,
    @JsonProperty("usage_source") @Schema(examples = "provider") @Nullable String usageSource,
    @JsonProperty("price") LinePrice price,
    @JsonProperty("cost") @Schema(description = "USD, exact; null while open", examples = "0.00012")
        @Nullable BigDecimal cost,
    @JsonProperty("exposure") @Schema(description = "USD it may have cost us beside; never billed")
        @Nullable BigDecimal exposure,
    @JsonProperty("clamped") @Nullable Boolean clamped,
    @JsonProperty("credential") @Schema(examples = "platform") String credential,
    @JsonProperty("provider_request_id") @Nullable String providerRequestId,
    @JsonProperty("upstream_status") @Nullable Integer upstreamStatus,
    @JsonProperty("latency_ms") @Nullable Long latencyMs,
    @JsonProperty("first_token_ms") @Nullable Long firstTokenMs,
    @JsonProperty("project_id") @Nullable UUID projectId,
    @JsonProperty("api_key_id") UUID apiKeyId,
    @JsonProperty("tags") Map<String, String> tags,
    @JsonProperty("test") boolean test,
    @JsonProperty("intended_at") Instant intendedAt,
    @JsonProperty("settled_at") @Nullable Instant settledAt) {

  /** Reads from {@link LineFilter#LINES} with these columns. */
  static final String COLUMNS =
      """
       ci.call_id, ci.parent_call_id, ci.request_id, ci.role, ci.panel_index, ci.step, ci.attempt,
       ci.provider, ci.model, ci.upstream_model, ci.credential, ci.price_version,
       ci.price_input_per_million, ci.price_output_per_million, ci.price_cache_read_per_million,
       ci.price_cache_write_per_million, ci.price_reasoning_per_million, ci.price_per_request,
       ci.project_id, ci.api_key_id, ci.tags::text AS tags, ci.test, ci.intended_at,
       ci.call_id = ANY (re.used_call_ids) AS used, cs.outcome, cs.input_tokens,
       cs.cache_read_tokens, cs.cache_write_tokens, cs.output_tokens, cs.reasoning_tokens,
       cs.usage_source, cs.amount_usd, cs.exposure_usd, cs.clamped, cs.provider_request_id,
       cs.upstream_status, cs.latency_ms, cs.first_token_ms, cs.settled_at
      """;

  /** The tags as one JSON object, for tables; null when there are none. */
  public @Nullable String tagsText() {
    return tags.isEmpty() ? null : StoredTags.write(tags);
  }

  static LedgerLine read(ResultSet row) throws SQLException {
    boolean settled = row.getString("outcome") != null;
    return new LedgerLine(
        row.getObject("call_id", UUID.class),
        row.getObject("parent_call_id", UUID.class),
        new RequestId(row.getObject("request_id", UUID.class)).asRequest(),
        row.getString("role"),
        row.getObject("panel_index", Integer.class),
        row.getInt("step"),
        row.getInt("attempt"),
        row.getString("provider"),
        row.getString("model"),
        row.getString("upstream_model"),
        row.getString("outcome"),
        row.getObject("used", Boolean.class),
        settled ? TokenCounts.of(Totals.tokens(row)) : null,
        row.getString("usage_source"),
        LinePrice.read(row),
        settled ? Totals.plain(row.getBigDecimal("amount_usd")) : null,
        settled ? Totals.plain(row.getBigDecimal("exposure_usd")) : null,
        row.getObject("clamped", Boolean.class),
        row.getString("credential"),
        row.getString("provider_request_id"),
        row.getObject("upstream_status", Integer.class),
        row.getObject("latency_ms", Long.class),
        row.getObject("first_token_ms", Long.class),
        row.getObject("project_id", UUID.class),
        row.getObject("api_key_id", UUID.class),
        StoredTags.read(row.getString("tags")),
        row.getBoolean("test"),
        ReportQuery.instant(row, "intended_at"),
        settled ? ReportQuery.instant(row, "settled_at") : null);
  }
}
