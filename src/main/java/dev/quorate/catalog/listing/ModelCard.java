package dev.quorate.catalog.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.catalog.Pricing;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model as callers see it: OpenAI's keys, and beside them those OpenRouter's clients read. Prices
 * are decimal strings in USD per token, without an exponent.
 */
@Schema(name = "Model", description = "A model this key may use.")
record ModelCard(
    @JsonProperty("id") @Schema(examples = "openai/gpt-5-mini") String id,
    @JsonProperty("object") @Schema(examples = "model") String object,
    @JsonProperty("created") @Schema(description = "Unix seconds") long created,
    @JsonProperty("owned_by") @Schema(examples = "openai") String ownedBy,
    @JsonProperty("canonical_slug")
        @Schema(description = "The model's own id; differs from id for an alias")
        String canonicalSlug,
    @JsonProperty("name") @Schema(examples = "GPT-5 mini") String name,
    @JsonProperty("description") String description,
    @JsonProperty("context_length") @Nullable Integer contextLength,
    @JsonProperty("architecture") Architecture architecture,
    @JsonProperty("pricing") PerToken pricing,
    @JsonProperty("top_provider") TopProvider topProvider,
    @JsonProperty("per_request_limits") @Nullable Object perRequestLimits,
    @JsonProperty("supported_parameters") List<String> supportedParameters,
    @JsonProperty("default_parameters")
        @Schema(description = "Always null: none are set here", nullable = true)
        @Nullable Object defaultParameters,
    @JsonProperty("supported_voices")
        @Schema(description = "Always null: text only", nullable = true)
        @Nullable List<String> supportedVoices,
    @JsonProperty("links") CardLinks links) {

  /** Where more is said of a model. */
  @Schema(name = "ModelLinks")
  record CardLinks(
      @JsonProperty("details") @Schema(examples = "/api/v1/models/openai/gpt-5-mini")
          String details) {
    static CardLinks of(String id) {
      return new CardLinks("/api/v1/models/" + id);
    }
  }

  /** The same card for a panel with a name of its own. */
  ModelCard named(NamedPanels.Panel panel) {
    return new ModelCard(
        panel.id(),
        object,
        panel.createdAt().getEpochSecond(),
        panel.ownedBy(),
        panel.id(),
        panel.name(),
        panel.description(),
        contextLength,
        architecture,
        pricing,
        topProvider,
        perRequestLimits,
        supportedParameters,
        defaultParameters,
        supportedVoices,
        CardLinks.of(panel.id()));
  }

  /** What goes in and comes out. */
  @Schema(name = "ModelArchitecture")
  record Architecture(
      @JsonProperty("modality") @Schema(examples = "text->text") String modality,
      @JsonProperty("input_modalities") List<String> inputModalities,
      @JsonProperty("output_modalities") List<String> outputModalities,
      @JsonProperty("tokenizer") String tokenizer,
      @JsonProperty("instruct_type") @Nullable String instructType) {

    static Architecture of(boolean vision) {
      return new Architecture(
          vision ? "text+image->text" : "text->text",
          vision ? List.of("text", "image") : List.of("text"),
          List.of("text"),
          "Other",
          null);
    }
  }

  /** USD per token, as decimal strings; {@code request} is per call. */
  @Schema(name = "ModelPricing")
  record PerToken(
      @JsonProperty("prompt") @Schema(examples = "0.00000025") String prompt,
      @JsonProperty("completion") @Schema(examples = "0.000002") String completion,
      @JsonProperty("request") @Schema(examples = "0") String request,
      @JsonProperty("image") @Schema(examples = "0") String image,
      @JsonProperty("web_search") @Schema(examples = "0") String webSearch,
      @JsonProperty("internal_reasoning") String internalReasoning,
      @JsonProperty("input_cache_read") String inputCacheRead,
      @JsonProperty("input_cache_write") String inputCacheWrite) {

    static PerToken of(Pricing pricing) {
      String input = Pricing.perToken(pricing.inputPerMillion());
      String output = Pricing.perToken(pricing.outputPerMillion());
      return new PerToken(
          input,
          output,
          pricing.perRequest().toPlainString(),
          "0",
          "0",
          pricing.reasoningPerMillion() == null
              ? output
              : Pricing.perToken(pricing.reasoningPerMillion()),
          pricing.cacheReadPerMillion() == null
              ? input
              : Pricing.perToken(pricing.cacheReadPerMillion()),
          pricing.cacheWritePerMillion() == null
              ? input
              : Pricing.perToken(pricing.cacheWritePerMillion()));
    }

    /** What OpenRouter writes for a router, whose price depends on what it calls. */
    static PerToken varying() {
      return new PerToken("-1", "-1", "-1", "-1", "-1", "-1", "-1", "-1");
    }
  }

  /** The limits at the provider that serves the model. */
  @Schema(name = "ModelTopProvider")
  record TopProvider(
      @JsonProperty("context_length") @Nullable Integer contextLength,
      @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
      @JsonProperty("is_moderated") boolean moderated) {}
}
