package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a price, for the API's description; it is read field by field. */
@Schema(name = "PriceBody", description = "A new dated price.")
record PriceBody(
    @JsonProperty("model") @Schema(required = true, examples = "openai/gpt-5-mini") String model,
    @JsonProperty("provider")
        @Schema(description = "One of the model's fallbacks: its own price; absent: the model's")
        @Nullable String provider,
    @JsonProperty("effective_from")
        @Schema(description = "Absent: now", examples = "2027-01-01T00:00:00Z")
        @Nullable Instant effectiveFrom,
    @JsonProperty("pricing") @Schema(required = true) PricingView pricing) {}
