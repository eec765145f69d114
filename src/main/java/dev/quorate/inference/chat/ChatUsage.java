package dev.quorate.inference.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Token counts as Chat Completions names them, and what they cost. */
@Schema(name = "ChatUsage", description = "The sum over every underlying call")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatUsage(
    @JsonProperty("prompt_tokens") @Schema(description = "All input, cached or not")
        long promptTokens,
    @JsonProperty("completion_tokens") @Schema(description = "All output, visible or not")
        long completionTokens,
    @JsonProperty("total_tokens") long totalTokens,
    @JsonProperty("prompt_tokens_details") PromptDetails promptTokensDetails,
    @JsonProperty("completion_tokens_details") CompletionDetails completionTokensDetails,
    @JsonProperty("cost") @Schema(description = "USD, exact", examples = "0.00048")
        @Nullable BigDecimal cost) {

  /** Parts of the input. */
  @Schema(name = "ChatPromptDetails", description = "Parts of prompt_tokens")
  public record PromptDetails(
      @JsonProperty("cached_tokens") @Schema(description = "Read from the provider's cache")
          long cachedTokens,
      @JsonProperty("cache_write_tokens") @Schema(description = "Written to the provider's cache")
          long cacheWriteTokens) {}

  /** Parts of the output. */
  @Schema(name = "ChatCompletionDetails", description = "Parts of completion_tokens")
  public record CompletionDetails(
      @JsonProperty("reasoning_tokens") @Schema(description = "Spent on invisible reasoning")
          long reasoningTokens) {}

  static ChatUsage of(TokenUsage usage, @Nullable Money cost) {
    return new ChatUsage(
        usage.totalInput(),
        usage.totalOutput(),
        usage.total(),
        new PromptDetails(usage.cacheReadTokens(), usage.cacheWriteTokens()),
        new CompletionDetails(usage.reasoningTokens()),
        cost == null ? null : cost.wire());
  }
}
