package dev.quorate.inference.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.quorate.kernel.call.PriceSnapshot;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A quote on the wire. */
@Schema(
    name = "FusionQuote",
    description = "What a request would do and cost; nothing was sent and nothing is billed")
@JsonInclude(JsonInclude.Include.ALWAYS)
record QuoteView(
    @JsonProperty("object") @Schema(examples = "fusion.quote") String object,
    @JsonProperty("form")
        @Schema(
            description = "How the request asks",
            enumeration = {"merge", "openrouter", "direct"})
        String form,
    @JsonProperty("model") @Schema(description = "As the caller wrote it", examples = "fusion")
        String model,
    @JsonProperty("mode")
        @Schema(
            nullable = true,
            enumeration = {"synthesis", "analysis", "best_of"})
        @Nullable String mode,
    @JsonProperty("preset") @Schema(nullable = true, examples = "reviewers@3")
        @Nullable String preset,
    @JsonProperty("min_answers") int minAnswers,
    @JsonProperty("quorum") int quorum,
    @JsonProperty("panel")
        @Schema(description = "Every seat in the request's order; the one model of a direct call")
        List<Seat> panel,
    @JsonProperty("judge") @Schema(nullable = true) @Nullable Call judge,
    @JsonProperty("writer")
        @Schema(
            description =
                "Who writes from the comparison; an outer model's two calls together; null where"
                    + " the judge writes",
            nullable = true)
        @Nullable Call writer,
    @JsonProperty("seed") @Schema(description = "null where the run draws one", nullable = true)
        @Nullable Long seed,
    @JsonProperty("order")
        @Schema(
            description = "Seats in the order the judge reads them, where the seed is known",
            nullable = true)
        @Nullable List<Integer> order,
    @JsonProperty("worst_case_usd")
        @Schema(description = "What the run would hold: the most its calls can cost")
        BigDecimal worstCaseUsd,
    @JsonProperty("likely_usd")
        @Schema(
            description =
                "From the workspace's own calls of the last 30 days; null where a model has none in"
                    + " its role",
            nullable = true)
        @Nullable BigDecimal likelyUsd,
    @JsonProperty("max_cost_usd") @Schema(description = "The request's own limit", nullable = true)
        @Nullable BigDecimal maxCostUsd,
    @JsonProperty("fits")
        @Schema(
            description = "Whether the run would be begun; null without a limit",
            nullable = true)
        @Nullable Boolean fits,
    @JsonProperty("cheapest_fit")
        @Schema(
            description =
                "The same judge and as much of the panel as the limit allows, the dearest members"
                    + " left out first; null where nothing fits or there is no limit",
            nullable = true)
        @Nullable Fit cheapestFit,
    @JsonProperty("warnings") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> warnings) {

  /** A place on the panel. */
  @Schema(name = "FusionQuoteSeat", description = "A place on the panel and its call")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Seat(
      @JsonProperty("index") int index,
      @JsonProperty("status") @Schema(enumeration = {"planned", "dropped"}) String status,
      @JsonProperty("reason") @Schema(description = "Why it would not be called", nullable = true)
          @Nullable String reason,
      @JsonUnwrapped Call call) {}

  /** A call, with the further steps that the hold provides for. */
  @Schema(name = "FusionQuoteCall", description = "A call and what it may come to")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Call(
      @JsonProperty("role") @Schema(examples = "panel") String role,
      @JsonProperty("model") @Schema(description = "The real model", examples = "sandbox/echo")
          String model,
      @JsonProperty("provider") @Schema(examples = "sandbox") String provider,
      @JsonProperty("price") Price price,
      @JsonProperty("input_bound") @Schema(description = "Tokens") long inputBound,
      @JsonProperty("output_bound") @Schema(description = "Tokens") long outputBound,
      @JsonProperty("worst_case_usd") @Schema(description = "Its share of the hold")
          BigDecimal worstCaseUsd,
      @JsonProperty("likely_usd") @Schema(nullable = true) @Nullable BigDecimal likelyUsd,
      @JsonProperty("past_calls")
          @Schema(description = "How many calls likely_usd is the average of")
          long pastCalls) {}

  /** USD per million tokens; a null bucket costs what input or output costs. */
  @Schema(name = "FusionQuotePrice", description = "USD per million tokens, as in effect now")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Price(
      @JsonProperty("version") String version,
      @JsonProperty("input_per_million") BigDecimal input,
      @JsonProperty("output_per_million") BigDecimal output,
      @JsonProperty("cache_read_per_million") @Nullable BigDecimal cacheRead,
      @JsonProperty("cache_write_per_million") @Nullable BigDecimal cacheWrite,
      @JsonProperty("reasoning_per_million") @Nullable BigDecimal reasoning,
      @JsonProperty("per_request") @Schema(description = "USD a call") BigDecimal perRequest) {
    static Price of(PriceSnapshot price) {
      return new Price(
          price.version(),
          price.inputPerMillion(),
          price.outputPerMillion(),
          price.cacheReadPerMillion(),
          price.cacheWritePerMillion(),
          price.reasoningPerMillion(),
          price.perRequest());
    }
  }

  /** A cheaper plan. */
  @Schema(name = "FusionQuoteFit", description = "A part of the panel that fits the limit")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Fit(
      @JsonProperty("analysis_models") List<String> analysisModels,
      @JsonProperty("removed") @Schema(description = "Seats left out") List<Integer> removed,
      @JsonProperty("worst_case_usd") BigDecimal worstCaseUsd,
      @JsonProperty("likely_usd") @Schema(nullable = true) @Nullable BigDecimal likelyUsd) {}
}
