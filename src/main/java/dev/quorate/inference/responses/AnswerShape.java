package dev.quorate.inference.responses;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.http.Json;
import dev.quorate.inference.ReplyShape;
import dev.quorate.upstream.request.ResponseFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Replies in the Responses shape to requests that had another one. */
public final class AnswerShape {
  private AnswerShape() {}

  /**
   * A reply that is not kept as a response.
   *
   * @param instructions the request's own, null without
   * @param settings as they were used
   * @param metadata the caller's labels, handed back
   */
  public static ReplyShape of(
      @Nullable String instructions,
      CallerSettings settings,
      Map<String, String> metadata,
      Json json) {
    JsonNode schema =
        settings.format() instanceof ResponseFormat.JsonSchema wanted
            ? json.mapper().readTree(wanted.schema())
            : null;
    Echo echo =
        new Echo(
            instructions,
            false,
            false,
            null,
            settings,
            ResponseBody.format(settings.format(), schema),
            List.of(),
            "auto",
            true,
            null,
            metadata,
            null,
            null);
    return new ResponsesReplyShape(echo, false);
  }
}
