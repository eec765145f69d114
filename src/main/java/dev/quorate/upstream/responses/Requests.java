package dev.quorate.upstream.responses;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Retelling;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.responses.ResponsesRequest.Format;
import dev.quorate.upstream.responses.ResponsesRequest.FunctionTool;
import dev.quorate.upstream.responses.ResponsesRequest.NamedChoice;
import dev.quorate.upstream.responses.ResponsesRequest.Reasoning;
import dev.quorate.upstream.responses.ResponsesRequest.TextConfig;
import dev.quorate.upstream.wire.ToolJson;
import dev.quorate.upstream.wire.WireJson;
import org.jspecify.annotations.Nullable;

/** Writes a neutral request in the words of this dialect, which has no {@code stop} and no seed. */
final class Requests {
  private Requests() {}

  /** An imposed cap is sent like a caller's own: it bounds what the call can cost. */
  static ResponsesRequest of(PricedModel model, ModelRequest request, boolean streamed) {
    GenerationSettings settings = request.settings();
    ToolOffer offer = request.tools();
    String effort = settings.reasoningEffort();
    return new ResponsesRequest(
        model.upstreamModel(),
        History.items(Retelling.of(request.conversation(), !offer.isEmpty())),
        settings.maxOutputTokens(),
        settings.temperature(),
        settings.topP(),
        text(settings.format()),
        effort == null ? null : new Reasoning(effort),
        offer.isEmpty() ? null : offer.tools().stream().map(Requests::function).toList(),
        offer.isEmpty() ? null : choice(offer.choice()),
        offer.isEmpty() ? null : offer.parallel(),
        false,
        streamed);
  }

  /** Left out, {@code strict} would be true here; in our words it is not. */
  private static FunctionTool function(Tool tool) {
    return new FunctionTool(
        "function",
        tool.name(),
        tool.description(),
        ToolJson.parameters(tool.parameters()),
        Boolean.TRUE.equals(tool.strict()));
  }

  private static @Nullable Object choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto auto -> null;
      case ToolChoice.None none -> "none";
      case ToolChoice.Required required -> "required";
      case ToolChoice.Named named -> new NamedChoice("function", named.name());
    };
  }

  private static @Nullable TextConfig text(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.PlainText plain -> null;
      case ResponseFormat.JsonObject object ->
          new TextConfig(new Format("json_object", null, null, null, null));
      case ResponseFormat.JsonSchema schema ->
          new TextConfig(
              new Format(
                  "json_schema",
                  schema.name(),
                  schema.description(),
                  WireJson.MAPPER.readTree(schema.schema()),
                  schema.strict()));
    };
  }
}
