package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.catalog.Pricing;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a model costs, on the wire: USD, exact decimals. */
@Schema(
    name = "Pricing",
    description =
        "USD per million tokens and per call; a number or a decimal string, at most ten decimals.")
record PricingView(
    @JsonProperty("input_per_million")
        @Schema(required = true, description = "Uncached input", examples = "0.25")
        BigDecimal inputPerMillion,
    @JsonProperty("output_per_million")
        @Schema(required = true, description = "Visible output", examples = "2.00")
        BigDecimal outputPerMillion,
    @JsonProperty("cache_read_per_million")
        @Schema(description = "Absent: as uncached input", examples = "0.025")
        @Nullable BigDecimal cacheReadPerMillion,
    @JsonProperty("cache_write_per_million") @Schema(description = "Absent: as uncached input")
        @Nullable BigDecimal cacheWritePerMillion,
    @JsonProperty("reasoning_per_million") @Schema(description = "Absent: as visible output")
        @Nullable BigDecimal reasoningPerMillion,
    @JsonProperty("per_request")
        @Schema(description = "For each call that ran; absent: 0", examples = "0")
        BigDecimal perRequest) {

  static PricingView of(Pricing pricing) {
    return new PricingView(
        pricing.inputPerMillion(),
        pricing.outputPerMillion(),
        pricing.cacheReadPerMillion(),
        pricing.cacheWritePerMillion(),
        pricing.reasoningPerMillion(),
        pricing.perRequest());
  }
}
