package dev.quorate.upstream.gemini;

import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.TokenCounts;
import tools.jackson.databind.JsonNode;

/** What is said alike in a whole response and in the pieces of a streamed one. */
final class ContentWords {
  private ContentWords() {}

  /** Whether the prompt itself was refused, so that there is no candidate. */
  static boolean isBlocked(JsonNode response) {
    return response.at("/promptFeedback/blockReason").isString();
  }

  /** Visible text of a part; a thought is none. */
  static String text(JsonNode part) {
    return part.path("thought").asBoolean(false) ? "" : part.path("text").asString("");
  }

  static boolean isCall(JsonNode part) {
    return !part.at("/functionCall/name").asString("").isEmpty();
  }

  /**
   * A call; where it has no id, one is made of the response's.
   *
   * @param index its place among the answer's calls
   */
  static Turn.ToolCall call(JsonNode part, String responseId, int index) {
    JsonNode call = part.path("functionCall");
    String own = call.path("id").asString("");
    String made = responseId.isEmpty() ? "call_" + index : "call_" + responseId + "_" + index;
    JsonNode args = call.path("args");
    return new Turn.ToolCall(
        own.isEmpty() ? made : own,
        call.path("name").asString(""),
        args.isObject() ? args.toString() : "{}");
  }

  /**
   * @param calls whether the answer calls functions, for which there is no reason of its own
   */
  static FinishReason finish(String reason, boolean calls) {
    return switch (reason) {
      case "STOP" -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /**
   * Here the prompt's tokens include the cached ones, and the candidates' tokens do not include the
   * thoughts. A count that is zero may be left out.
   */
  static ReportedUsage usage(JsonNode usage) {
    if (!usage.path("promptTokenCount").isNumber()) {
      return new ReportedUsage.Missing();
    }
    long thoughts = TokenCounts.count(usage.path("thoughtsTokenCount"));
    return TokenCounts.split(
        TokenCounts.sum(
            TokenCounts.count(usage.path("promptTokenCount")),
            TokenCounts.count(usage.path("toolUsePromptTokenCount"))),
        TokenCounts.count(usage.path("cachedContentTokenCount")),
        0,
        TokenCounts.sum(TokenCounts.count(usage.path("candidatesTokenCount")), thoughts),
        thoughts);
  }
}
