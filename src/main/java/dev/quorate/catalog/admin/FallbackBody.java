package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A further provider in a model's body, for the API's description. */
@Schema(name = "ModelFallbackBody", description = "A provider that is asked after those before it.")
record FallbackBody(
    @JsonProperty("provider")
        @Schema(required = true, description = "Not one that serves the model already")
        String provider,
    @JsonProperty("upstream_model")
        @Schema(description = "The provider's own name; absent: the id without its vendor")
        @Nullable String upstreamModel,
    @JsonProperty("pricing")
        @Schema(
            description = "Its own price from now on; absent: it has the model's, or keeps its own")
        @Nullable PricingView pricing) {}
