package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.DatedPrice;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A catalogue entry on the admin's wire. */
@Schema(name = "CatalogModel", description = "A model as the platform admin sees it.")
record ModelView(
    @JsonProperty("object") @Schema(examples = "model") String object,
    @JsonProperty("id") @Schema(examples = "openai/gpt-5-mini") String id,
    @JsonProperty("provider") @Schema(examples = "openai") @Nullable String provider,
    @JsonProperty("upstream_model")
        @Schema(description = "The provider's own name; null: the id without its vendor")
        @Nullable String upstreamModel,
    @JsonProperty("fallbacks")
        @Schema(description = "Asked in this order where the one before could not do it")
        List<FallbackView> fallbacks,
    @JsonProperty("alias_of") @Schema(description = "The model an alias stands for")
        @Nullable String aliasOf,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("context_length") @Nullable Integer contextLength,
    @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,
    @JsonProperty("supports") List<String> supports,
    @JsonProperty("priced")
        @Schema(
            description = "Whether a price is in effect; without one the model cannot be called")
        boolean priced,
    @JsonProperty("pricing") @Nullable PricingView pricing,
    @JsonProperty("price_id") @Nullable String priceId,
    @JsonProperty("origin")
        @Schema(description = "database, or shipped for one that comes with the program")
        String origin,
    @JsonProperty("source") @Schema(description = "Where a shipped entry's price was read")
        @Nullable String source,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  /**
   * @param price the one in effect of this entry, or of the model an alias stands for
   */
  static ModelView of(
      CatalogModel model, @Nullable DatedPrice price, List<FallbackView> fallbacks) {
    return new ModelView(
        "model",
        model.id().value(),
        model.provider(),
        model.upstreamModel(),
        fallbacks,
        model.aliasOf() == null ? null : model.aliasOf().value(),
        model.name(),
        model.contextLength(),
        model.maxOutputTokens(),
        List.copyOf(model.supports()),
        price != null,
        price == null ? null : PricingView.of(price.pricing()),
        price == null ? null : price.version(),
        model.isShipped() ? "shipped" : "database",
        model.source(),
        model.createdAt(),
        model.updatedAt());
  }
}
