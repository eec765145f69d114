package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a model, for the API's description; it is read field by field. */
@Schema(name = "ModelBody", description = "A model to create, or what to change in one.")
record ModelBody(
    @JsonProperty("id")
        @Schema(
            description = "Required to create: vendor/model, or vendor/* for any model of it",
            examples = "vllm/llama-3.3-70b")
        @Nullable String id,
    @JsonProperty("provider")
        @Schema(description = "Required to create, unless alias_of is given", examples = "vllm")
        @Nullable String provider,
    @JsonProperty("upstream_model")
        @Schema(
            description = "The provider's own name; absent: the id without its vendor",
            examples = "meta-llama/Llama-3.3-70B-Instruct")
        @Nullable String upstreamModel,
    @JsonProperty("fallbacks")
        @Schema(description = "At most 4 further providers, asked in this order; [] removes them")
        @Nullable List<FallbackBody> fallbacks,
    @JsonProperty("alias_of")
        @Schema(description = "Another model's id: this one is only a further name for it")
        @Nullable String aliasOf,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("context_length") @Schema(examples = "131072") @Nullable Integer contextLength,
    @JsonProperty("max_output_tokens") @Schema(examples = "16384")
        @Nullable Integer maxOutputTokens,
    @JsonProperty("supports")
        @Schema(description = "Capabilities: tools, vision, json_schema, reasoning …")
        @Nullable List<String> supports,
    @JsonProperty("pricing")
        @Schema(description = "A price from now on; a model without one cannot be called")
        @Nullable PricingView pricing) {}
