package dev.quorate.upstream.anthropic;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ReplyWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message that came in one body: its text blocks and its calls; thoughts are passed over. */
final class WholeMessage implements ReplyWords {
  @Override
  public JsonNode error(JsonNode body) {
    return body.path("error");
  }

  @Override
  public @Nullable Answered answer(JsonNode body) {
    JsonNode content = body.path("content");
    if (!content.isArray()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    List<Turn.ToolCall> calls = new ArrayList<>();
    for (JsonNode block : content) {
      switch (block.path("type").asString("")) {
        case "text" -> text.append(block.path("text").asString(""));
        case "tool_use" -> calls.add(call(block));
        default -> {}
      }
    }
    return new Answered(
        text.toString(), MessageWords.finish(body.path("stop_reason").asString("")), calls);
  }

  private static Turn.ToolCall call(JsonNode block) {
    JsonNode input = block.path("input");
    return new Turn.ToolCall(
        block.path("id").asString(""),
        block.path("name").asString(""),
        input.isObject() ? input.toString() : "{}");
  }

  @Override
  public ReportedUsage usage(JsonNode body) {
    return MessageWords.usage(body.path("usage"));
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
