package dev.quorate.upstream.openai;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.GenerationSettings;
import dev.quorate.upstream.ModelRequest;
import dev.quorate.upstream.ResponseFormat;
import dev.quorate.upstream.openai.ChatRequest.Format;
import dev.quorate.upstream.openai.ChatRequest.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a neutral request in the words of this dialect. */
final class Requests {
  /** The one server known to know {@code developer} and to want {@code max_completion_tokens}. */
  private static final String OPENAI = "api.openai.com";

  private final JsonMapper mapper;

  Requests(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** An imposed cap is sent like a caller's own: it bounds what the call can cost. */
  ChatRequest of(PricedModel model, ModelRequest request) {
    boolean openai = isOpenAi(model.provider().baseUri());
    GenerationSettings settings = request.settings();
    int cap = settings.maxOutputTokens();
    return new ChatRequest(
        model.upstreamModel(),
        History.messages(request.conversation(), openai),
        openai ? null : cap,
        openai ? cap : null,
        settings.temperature(),
        settings.topP(),
        orNull(settings.stop()),
        format(settings.format()),
        settings.seed(),
        settings.reasoningEffort(),
        false);
  }

  private static boolean isOpenAi(URI base) {
    return OPENAI.equalsIgnoreCase(base.getHost());
  }

  private static @Nullable List<String> orNull(List<String> stop) {
    return stop.isEmpty() ? null : stop;
  }

  private @Nullable Format format(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.PlainText plain -> null;
      case ResponseFormat.JsonObject object -> new Format("json_object", null);
      case ResponseFormat.JsonSchema schema ->
          new Format(
              "json_schema",
              new Schema(
                  schema.name(),
                  schema.description(),
                  mapper.readTree(schema.schema()),
                  schema.strict()));
    };
  }
}
