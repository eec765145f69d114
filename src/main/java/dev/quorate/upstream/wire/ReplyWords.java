package dev.quorate.upstream.wire;

import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.ReportedUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a whole reply says in a dialect; the body is always an object. */
public interface ReplyWords {
  /** The error in place of an answer, an object or a string; anything else is none. */
  JsonNode error(JsonNode body);

  /** The answer, or null when there is none in it. */
  @Nullable Answered answer(JsonNode body);

  ReportedUsage usage(JsonNode body);

  /** The provider's own id for the call, where it is a string. */
  JsonNode id(JsonNode body);

  /** The member that holds the model's text, to look for in a body that broke off. */
  String textMember();
}
