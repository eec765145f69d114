package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.DatedPrice;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A further provider of a model on the admin's wire. */
@Schema(name = "ModelFallback", description = "A provider that is asked after those before it.")
record FallbackView(
    @JsonProperty("provider") @Schema(examples = "openrouter") String provider,
    @JsonProperty("upstream_model")
        @Schema(description = "The provider's own name; null: the id without its vendor")
        @Nullable String upstreamModel,
    @JsonProperty("pricing")
        @Schema(description = "The price in effect there: its own, or the model's")
        @Nullable PricingView pricing,
    @JsonProperty("price_id") @Nullable String priceId) {

  static FallbackView of(CatalogModel.Offer offer, @Nullable DatedPrice price) {
    return new FallbackView(
        offer.provider(),
        offer.upstreamModel(),
        price == null ? null : PricingView.of(price.pricing()),
        price == null ? null : price.version());
  }
}
