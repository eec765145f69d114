package dev.quorate.upstream.gemini;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.gemini.GenerateRequest.Calling;
import dev.quorate.upstream.gemini.GenerateRequest.Config;
import dev.quorate.upstream.gemini.GenerateRequest.Content;
import dev.quorate.upstream.gemini.GenerateRequest.Function;
import dev.quorate.upstream.gemini.GenerateRequest.Part;
import dev.quorate.upstream.gemini.GenerateRequest.Text;
import dev.quorate.upstream.gemini.GenerateRequest.ToolBox;
import dev.quorate.upstream.gemini.GenerateRequest.ToolConfig;
import dev.quorate.upstream.request.FormatInstruction;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Retelling;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.wire.ToolJson;
import dev.quorate.upstream.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a neutral request in the words of this dialect, which has none for how many functions may
 * be called at once.
 */
final class Requests {
  private static final String JSON = "application/json";

  private final ModelRequest request;
  private final GeminiModel gemini;
  private final boolean takesFormat;

  private Requests(PricedModel model, ModelRequest request) {
    this.request = request;
    this.gemini = GeminiModel.named(model.upstreamModel());
    this.takesFormat = request.tools().isEmpty() || gemini.takesFormatWithTools();
  }

  static GenerateRequest of(PricedModel model, ModelRequest request) {
    return new Requests(model, request).written();
  }

  private GenerateRequest written() {
    ToolOffer offer = request.tools();
    History history =
        History.of(
            Retelling.of(request.conversation(), !offer.isEmpty()), gemini.wantsSignatures());
    List<Part> system = new ArrayList<>(history.system());
    String instruction = takesFormat ? null : FormatInstruction.of(request.settings().format());
    if (instruction != null) {
      system.add(new Text(instruction));
    }
    return new GenerateRequest(
        system.isEmpty() ? null : new Content(null, system),
        history.contents(),
        config(request.settings()),
        offer.isEmpty()
            ? null
            : List.of(new ToolBox(offer.tools().stream().map(Requests::function).toList())),
        offer.isEmpty() ? null : choice(offer.choice()));
  }

  private Config config(GenerationSettings settings) {
    boolean json = takesFormat && !(settings.format() instanceof ResponseFormat.PlainText);
    return new Config(
        settings.maxOutputTokens(),
        settings.temperature(),
        settings.topP(),
        settings.stop().isEmpty() ? null : settings.stop(),
        seed(settings.seed()),
        json ? JSON : null,
        takesFormat ? schema(settings.format()) : null,
        gemini.thinking(settings.reasoningEffort(), settings.maxOutputTokens()));
  }

  /** Seeds are 32 bits wide here; the lower half of a wider one is as good a seed. */
  private static @Nullable Integer seed(@Nullable Long seed) {
    return seed == null ? null : Integer.valueOf(seed.intValue());
  }

  private static @Nullable JsonNode schema(ResponseFormat format) {
    return format instanceof ResponseFormat.JsonSchema wanted
        ? WireJson.MAPPER.readTree(wanted.schema())
        : null;
  }

  private static Function function(Tool tool) {
    return new Function(
        tool.name(),
        tool.description(),
        tool.parameters() == null ? null : ToolJson.parameters(tool.parameters()));
  }

  private static @Nullable ToolConfig choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto auto -> null;
      case ToolChoice.None none -> new ToolConfig(new Calling("NONE", null));
      case ToolChoice.Required required -> new ToolConfig(new Calling("ANY", null));
      case ToolChoice.Named named -> new ToolConfig(new Calling("ANY", List.of(named.name())));
    };
  }
}
