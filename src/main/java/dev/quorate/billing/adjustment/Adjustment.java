package dev.quorate.billing.adjustment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A correction of a line, as administrators see it. */
@Schema(name = "AdminAdjustment", description = "A correction of a line; never changed.")
record Adjustment(
    @JsonProperty("object") @Schema(examples = "adjustment") String object,
    @JsonProperty("id") UUID id,
    @JsonProperty("workspace_id") UUID workspaceId,
    @JsonProperty("call_id") UUID callId,
    @JsonProperty("delta_usd") @Schema(examples = "-0.25") BigDecimal deltaUsd,
    @JsonProperty("reason") String reason,
    @JsonProperty("actor") @Schema(description = "The admin key that made it") String actor,
    @JsonProperty("adjusted_at") Instant adjustedAt) {}
