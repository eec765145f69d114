package dev.quorate.upstream.gemini;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ReplyWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A response that came in one body: its first candidate. */
final class WholeContent implements ReplyWords {
  @Override
  public JsonNode error(JsonNode body) {
    return body.path("error");
  }

  @Override
  public @Nullable Answered answer(JsonNode body) {
    JsonNode candidate = body.at("/candidates/0");
    if (!candidate.isObject()) {
      return ContentWords.isBlocked(body) ? new Answered("", FinishReason.CONTENT_FILTER) : null;
    }
    StringBuilder text = new StringBuilder();
    List<Turn.ToolCall> calls = new ArrayList<>();
    for (JsonNode part : candidate.at("/content/parts")) {
      text.append(ContentWords.text(part));
      if (ContentWords.isCall(part)) {
        calls.add(ContentWords.call(part, id(body).asString(""), calls.size()));
      }
    }
    String reason = candidate.path("finishReason").asString("");
    return new Answered(text.toString(), ContentWords.finish(reason, !calls.isEmpty()), calls);
  }

  @Override
  public ReportedUsage usage(JsonNode body) {
    return ContentWords.usage(body.path("usageMetadata"));
  }

  @Override
  public JsonNode id(JsonNode body) {
    return body.path("responseId");
  }

  @Override
  public String textMember() {
    return "text";
  }
}
