package dev.quorate.upstream.openai;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.openai.ChatRequest.ChosenFunction;
import dev.quorate.upstream.openai.ChatRequest.Format;
import dev.quorate.upstream.openai.ChatRequest.Function;
import dev.quorate.upstream.openai.ChatRequest.NamedChoice;
import dev.quorate.upstream.openai.ChatRequest.Schema;
import dev.quorate.upstream.openai.ChatRequest.StreamOptions;
import dev.quorate.upstream.openai.ChatRequest.ToolSpec;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
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
  ChatRequest of(PricedModel model, ModelRequest request, boolean streamed) {
    boolean openai = isOpenAi(model.provider().baseUri());
    GenerationSettings settings = request.settings();
    ToolOffer tools = request.tools();
    int cap = settings.maxOutputTokens();
    return new ChatRequest(
        model.upstreamModel(),
        History.messages(request.conversation(), openai, !tools.isEmpty()),
        openai ? null : cap,
        openai ? cap : null,
        settings.temperature(),
        settings.topP(),
        orNull(settings.stop()),
        format(settings.format()),
        settings.seed(),
        settings.reasoningEffort(),
        tools.isEmpty() ? null : tools.tools().stream().map(this::spec).toList(),
        tools.isEmpty() ? null : choice(tools.choice()),
        tools.isEmpty() ? null : tools.parallel(),
        streamed,
        streamed ? new StreamOptions(true) : null);
  }

  private ToolSpec spec(Tool tool) {
    String parameters = tool.parameters();
    return new ToolSpec(
        "function",
        new Function(
            tool.name(),
            tool.description(),
            parameters == null ? null : mapper.readTree(parameters),
            tool.strict()));
  }

  /** {@code auto} is what every server does unasked, and some know no other word. */
  private static @Nullable Object choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto auto -> null;
      case ToolChoice.None none -> "none";
      case ToolChoice.Required required -> "required";
      case ToolChoice.Named named -> new NamedChoice("function", new ChosenFunction(named.name()));
    };
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
