package dev.quorate.usage.statement;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.usage.reading.TokenCounts;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of a statement: usage and corrections of one project, key and model. */
@Schema(name = "StatementLine", description = "Usage and corrections of a project, key and model.")
record StatementLine(
    @JsonProperty("project_id") @Nullable UUID projectId,
    @JsonProperty("api_key_id") UUID apiKeyId,
    @JsonProperty("model") String model,
    @JsonProperty("billed")
        @Schema(description = "false: the workspace's own provider credential was used")
        boolean billed,
    @JsonProperty("calls") long calls,
    @JsonProperty("usage") TokenCounts usage,
    @JsonProperty("cost") BigDecimal cost,
    @JsonProperty("adjustments") @Schema(description = "Corrections made in the month")
        BigDecimal adjustments) {}
