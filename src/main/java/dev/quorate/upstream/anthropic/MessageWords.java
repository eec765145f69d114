package dev.quorate.upstream.anthropic;

import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.wire.TokenCounts;
import tools.jackson.databind.JsonNode;

/** What is said alike in a whole message and in the events of a streamed one. */
final class MessageWords {
  private MessageWords() {}

  static FinishReason finish(String stopReason) {
    return switch (stopReason) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /**
   * Here {@code input_tokens} is the uncached part alone, and {@code output_tokens} includes the
   * thoughts.
   */
  static ReportedUsage usage(JsonNode usage) {
    if (!usage.path("input_tokens").isNumber() || !usage.path("output_tokens").isNumber()) {
      return new ReportedUsage.Missing();
    }
    long read = TokenCounts.count(usage.path("cache_read_input_tokens"));
    long written = TokenCounts.count(usage.path("cache_creation_input_tokens"));
    return TokenCounts.split(
        TokenCounts.sum(TokenCounts.count(usage.path("input_tokens")), read, written),
        read,
        written,
        TokenCounts.count(usage.path("output_tokens")),
        TokenCounts.count(usage.at("/output_tokens_details/thinking_tokens")));
  }
}
