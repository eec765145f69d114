package dev.quorate.upstream.responses;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ReplyWords;
import dev.quorate.upstream.wire.TokenCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A response that came whole, in a body or in the last event of a stream: its messages, a blank
 * line between them, and its calls; reasoning is passed over.
 */
final class WholeResponse implements ReplyWords {
  /** Between the texts of two messages. */
  static final String BLANK_LINE = "\n\n";

  private static final Set<String> UNFINISHED = Set.of("queued", "in_progress");
  private static final Set<String> GIVEN_UP = Set.of("failed", "cancelled");

  @Override
  public JsonNode error(JsonNode body) {
    JsonNode error = body.path("error");
    boolean silent = !error.isObject() && GIVEN_UP.contains(status(body));
    return silent ? body : error;
  }

  private static String status(JsonNode response) {
    return response.path("status").asString("");
  }

  @Override
  public @Nullable Answered answer(JsonNode body) {
    JsonNode output = body.path("output");
    if (!output.isArray() || UNFINISHED.contains(status(body))) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    List<Turn.ToolCall> calls = new ArrayList<>();
    for (JsonNode item : output) {
      switch (item.path("type").asString("")) {
        case "message" -> texts.add(text(item));
        case "function_call" -> calls.add(call(item));
        default -> {}
      }
    }
    texts.removeIf(String::isEmpty);
    return new Answered(String.join(BLANK_LINE, texts), finish(body, !calls.isEmpty()), calls);
  }

  /** What is said, or what is said in place of it: a refusal is an answer too. */
  private static String text(JsonNode message) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : message.path("content")) {
      switch (part.path("type").asString("")) {
        case "output_text" -> text.append(part.path("text").asString(""));
        case "refusal" -> text.append(part.path("refusal").asString(""));
        default -> {}
      }
    }
    return text.toString();
  }

  static Turn.ToolCall call(JsonNode item) {
    String id = item.path("call_id").asString("");
    return new Turn.ToolCall(
        id.isEmpty() ? item.path("id").asString("") : id,
        item.path("name").asString(""),
        item.path("arguments").asString(""));
  }

  static FinishReason finish(JsonNode response, boolean calls) {
    if (status(response).equals("incomplete")) {
      return switch (response.at("/incomplete_details/reason").asString("")) {
        case "max_output_tokens", "max_tokens" -> FinishReason.LENGTH;
        case "content_filter" -> FinishReason.CONTENT_FILTER;
        default -> FinishReason.OTHER;
      };
    }
    return calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
  }

  /** Totals include their details, as in chat completions. */
  @Override
  public ReportedUsage usage(JsonNode body) {
    JsonNode usage = body.path("usage");
    if (!usage.path("input_tokens").isNumber() || !usage.path("output_tokens").isNumber()) {
      return new ReportedUsage.Missing();
    }
    long in = TokenCounts.count(usage.path("input_tokens"));
    long out = TokenCounts.count(usage.path("output_tokens"));
    long reasoning = TokenCounts.count(usage.at("/output_tokens_details/reasoning_tokens"));
    if (TokenCounts.sum(in, out, reasoning) < 0) {
      return new ReportedUsage.Absurd();
    }
    return TokenCounts.split(
        in,
        TokenCounts.count(usage.at("/input_tokens_details/cached_tokens")),
        TokenCounts.count(usage.at("/input_tokens_details/cache_write_tokens")),
        TokenCounts.allOutput(usage.path("total_tokens"), in, out, reasoning),
        reasoning);
  }

  @Override
  public JsonNode id(JsonNode body) {
    return body.path("id");
  }

  @Override
  public String textMember() {
    return "text";
  }
}
