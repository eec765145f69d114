package dev.quorate.upstream.gemini;

import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.GrowingAnswer;
import dev.quorate.upstream.wire.StreamWords;
import tools.jackson.databind.JsonNode;

/**
 * The pieces of one streamed response, each a small response of its own. No event says that the
 * last one came, and some models give a reason to stop in every piece: the answer is whole when
 * there was a reason and the body has ended, or nothing more comes for a moment.
 */
final class ContentPieces implements StreamWords {
  private String responseId = "";

  @Override
  public boolean take(String name, JsonNode piece, GrowingAnswer answer) {
    JsonNode error = piece.path("error");
    if (error.isObject() || error.isString()) {
      answer.failed(error);
      return false;
    }
    answer.id(piece.path("responseId"));
    responseId = piece.path("responseId").asString(responseId);
    JsonNode candidate = piece.at("/candidates/0");
    candidate.at("/content/parts").forEach(part -> part(part, answer));
    JsonNode reason = candidate.path("finishReason");
    if (reason.isString()) {
      answer.finish(ContentWords.finish(reason.stringValue(), answer.calls() > 0));
    } else if (ContentWords.isBlocked(piece)) {
      answer.finish(FinishReason.CONTENT_FILTER);
    }
    // Before that, the counts are of an answer that is still being written.
    if (answer.hasFinished() && piece.path("usageMetadata").isObject()) {
      answer.usage(ContentWords.usage(piece.path("usageMetadata")));
    }
    if (answer.hasFinished()) {
      answer.perhapsComplete();
    }
    return true;
  }

  private void part(JsonNode part, GrowingAnswer answer) {
    answer.text(ContentWords.text(part));
    if (ContentWords.isCall(part)) {
      Turn.ToolCall call = ContentWords.call(part, responseId, answer.calls());
      answer.arguments(answer.beginCall(call.id(), call.name()), call.arguments());
    }
  }
}
