package dev.quorate.upstream.openai;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.wire.ReplyWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A whole completion. */
final class Completion implements ReplyWords {
  @Override
  public JsonNode error(JsonNode body) {
    JsonNode error = body.path("error");
    return error.isObject() || error.isString() ? error : body.at("/choices/0/error");
  }

  @Override
  public @Nullable Answered answer(JsonNode body) {
    JsonNode choice = body.at("/choices/0");
    JsonNode message = choice.path("message");
    JsonNode content = message.path("content");
    if (!message.isObject() || content.isObject() || content.isNumber() || content.isBoolean()) {
      return null;
    }
    return new Answered(
        ChatWords.text(message),
        ChatWords.finish(choice.path("finish_reason")),
        ChatWords.toolCalls(message));
  }

  @Override
  public ReportedUsage usage(JsonNode body) {
    return Usage.read(body.get("usage"));
  }

  @Override
  public JsonNode id(JsonNode body) {
    return body.path("id");
  }

  @Override
  public String textMember() {
    return "content";
  }
}
