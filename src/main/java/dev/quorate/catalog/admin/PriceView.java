package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.catalog.DatedPrice;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A dated price on the wire. */
@Schema(name = "Price", description = "A price from a moment on; never changed, only superseded.")
record PriceView(
    @JsonProperty("object") @Schema(examples = "price") String object,
    @JsonProperty("id") @Schema(description = "The price version that ledger lines name") String id,
    @JsonProperty("model") @Schema(examples = "openai/gpt-5-mini") String model,
    @JsonProperty("provider")
        @Schema(description = "The fallback it is the price at; null for the model's")
        @Nullable String provider,
    @JsonProperty("effective_from") Instant effectiveFrom,
    @JsonProperty("pricing") PricingView pricing,
    @JsonProperty("created_at") Instant createdAt) {

  static PriceView of(DatedPrice price) {
    return new PriceView(
        "price",
        price.version(),
        price.model(),
        price.provider(),
        price.effectiveFrom(),
        PricingView.of(price.pricing()),
        price.createdAt());
  }
}
