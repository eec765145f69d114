package dev.quorate.inference.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Token counts as the Responses API names them, and what they cost. */
@Schema(name = "ResponseUsage", description = "The sum over every underlying call")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResponseUsage(
    @JsonProperty("input_tokens") @Schema(description = "All input, cached or not")
        long inputTokens,
    @JsonProperty("input_tokens_details") InputDetails inputTokensDetails,
    @JsonProperty("output_tokens") @Schema(description = "All output, visible or not")
        long outputTokens,
    @JsonProperty("output_tokens_details") OutputDetails outputTokensDetails,
    @JsonProperty("total_tokens") long totalTokens,
    @JsonProperty("cost") @Schema(description = "USD, exact", examples = "0.00048")
        @Nullable BigDecimal cost) {

  /** Parts of the input. */
  @Schema(name = "ResponseInputDetails", description = "Parts of input_tokens")
  public record InputDetails(
      @JsonProperty("cached_tokens") @Schema(description = "Read from the provider's cache")
          long cachedTokens,
      @JsonProperty("cache_write_tokens") @Schema(description = "Written to the provider's cache")
          long cacheWriteTokens) {}

  /** Parts of the output. */
  @Schema(name = "ResponseOutputDetails", description = "Parts of output_tokens")
  public record OutputDetails(
      @JsonProperty("reasoning_tokens") @Schema(description = "Spent on invisible reasoning")
          long reasoningTokens) {}

  static ResponseUsage of(TokenUsage usage, @Nullable Money cost) {
    return new ResponseUsage(
        usage.totalInput(),
        new InputDetails(usage.cacheReadTokens(), usage.cacheWriteTokens()),
        usage.totalOutput(),
        new OutputDetails(usage.reasoningTokens()),
        usage.total(),
        cost == null ? null : cost.wire());
  }
}
