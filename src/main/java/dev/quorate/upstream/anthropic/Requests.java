package dev.quorate.upstream.anthropic;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.anthropic.MessagesRequest.Choice;
import dev.quorate.upstream.anthropic.MessagesRequest.Format;
import dev.quorate.upstream.anthropic.MessagesRequest.OutputConfig;
import dev.quorate.upstream.anthropic.MessagesRequest.Text;
import dev.quorate.upstream.anthropic.MessagesRequest.Thinking;
import dev.quorate.upstream.anthropic.MessagesRequest.ToolSpec;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.FormatInstruction;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Retelling;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ToolJson;
import dev.quorate.upstream.wire.WireJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a neutral request in the words of this dialect. It has no seed; a setting that the model
 * would refuse is left out, and a call that cannot be forced is asked for.
 */
final class Requests {
  private final ModelRequest request;
  private final ClaudeModel claude;
  private final List<Turn> turns;
  private final boolean forced;
  private final @Nullable JsonNode schema;
  private final @Nullable Thinking thinking;

  private Requests(PricedModel model, ModelRequest request) {
    this.request = request;
    this.claude = ClaudeModel.named(model.upstreamModel());
    this.turns = Retelling.of(request.conversation(), !request.tools().isEmpty());
    this.forced = claude.takesForcedTools() && forces(request.tools());
    this.schema = claude.takesSchema() ? schema(request.settings().format()) : null;
    this.thinking = thinking(model.supports().contains("reasoning"));
  }

  /** An imposed cap is sent like a caller's own: the protocol wants one. */
  static MessagesRequest of(PricedModel model, ModelRequest request, boolean streamed) {
    return new Requests(model, request).written(model.upstreamModel(), streamed);
  }

  /** What goes unsaid: it depends on the model, and on whether it thinks. */
  static List<String> unspoken(PricedModel model, GenerationSettings settings) {
    Requests asked =
        new Requests(model, new ModelRequest(new Conversation(List.of()), settings, false));
    boolean sampling = asked.claude.takesSampling() && asked.thinking == null;
    List<String> unspoken = new ArrayList<>();
    if (settings.temperature() != null && !sampling) {
      unspoken.add("temperature");
    }
    if (settings.topP() != null && !(sampling && settings.temperature() == null)) {
      unspoken.add("top_p");
    }
    if (settings.seed() != null) {
      unspoken.add("seed");
    }
    return unspoken;
  }

  private MessagesRequest written(String model, boolean streamed) {
    GenerationSettings settings = request.settings();
    ToolOffer offer = request.tools();
    History history = History.of(turns);
    List<Text> system = new ArrayList<>(history.system());
    instruction(system);
    boolean sampling = claude.takesSampling() && thinking == null;
    return new MessagesRequest(
        model,
        settings.maxOutputTokens(),
        system.isEmpty() ? null : system,
        history.messages(),
        sampling ? temperature(settings) : null,
        // The models since 4.1 take one of the two.
        sampling && settings.temperature() == null ? settings.topP() : null,
        stop(settings),
        thinking,
        outputConfig(),
        offer.isEmpty() ? null : offer.tools().stream().map(Requests::spec).toList(),
        offer.isEmpty() ? null : choice(offer),
        streamed);
  }

  /** White space alone is refused. */
  private static @Nullable List<String> stop(GenerationSettings settings) {
    List<String> said = settings.stop().stream().filter(text -> !text.isBlank()).toList();
    return said.isEmpty() ? null : said;
  }

  /** What there is no setting for, the model is told. */
  private void instruction(List<Text> system) {
    String format = schema == null ? FormatInstruction.of(request.settings().format()) : null;
    if (format != null) {
      system.add(new Text(format));
    }
    ToolOffer offer = request.tools();
    if (forces(offer) && !forced) {
      String which = offer.choice() instanceof ToolChoice.Named(String name) ? name : null;
      system.add(
          new Text(
              which == null
                  ? "Answer with a call of one of the tools."
                  : "Answer with a call of the tool " + which + "."));
    }
  }

  /** Others know temperatures up to 2; here 1 is the highest. */
  private static @Nullable BigDecimal temperature(GenerationSettings settings) {
    BigDecimal wanted = settings.temperature();
    return wanted == null ? null : wanted.min(BigDecimal.ONE);
  }

  private static boolean forces(ToolOffer offer) {
    return !offer.isEmpty()
        && (offer.choice() instanceof ToolChoice.Required
            || offer.choice() instanceof ToolChoice.Named);
  }

  /** A forced call and thinking exclude each other. */
  private @Nullable Thinking thinking(boolean reasons) {
    String effort = request.settings().reasoningEffort();
    if (effort == null || forced) {
      return null;
    }
    return switch (claude.thinking(reasons)) {
      case NONE -> null;
      case ADAPTIVE ->
          effort.equals("none") || claude.effort(effort) == null
              ? null
              : new Thinking("adaptive", null);
      case BUDGET -> budget(effort);
    };
  }

  /** With a budget, a call that is being answered would have to come with its thoughts. */
  private @Nullable Thinking budget(String effort) {
    boolean answersCall = !turns.isEmpty() && turns.getLast() instanceof Turn.ToolResult;
    Integer budget = ThoughtBudget.of(effort, request.settings().maxOutputTokens());
    return budget == null || answersCall ? null : new Thinking("enabled", budget);
  }

  private @Nullable OutputConfig outputConfig() {
    String word = request.settings().reasoningEffort();
    boolean knowsEffort = claude.thinking(false) == ClaudeModel.ThinkingStyle.ADAPTIVE;
    String effort = word == null || !knowsEffort ? null : claude.effort(word);
    Format format = schema == null ? null : new Format("json_schema", schema);
    return effort == null && format == null ? null : new OutputConfig(effort, format);
  }

  private static @Nullable JsonNode schema(ResponseFormat format) {
    return format instanceof ResponseFormat.JsonSchema wanted
        ? OutputSchema.of(WireJson.MAPPER.readTree(wanted.schema()))
        : null;
  }

  private static ToolSpec spec(Tool tool) {
    return new ToolSpec(tool.name(), tool.description(), ToolJson.parameters(tool.parameters()));
  }

  private @Nullable Choice choice(ToolOffer offer) {
    Boolean oneByOne = Boolean.FALSE.equals(offer.parallel()) ? true : null;
    return switch (offer.choice()) {
      case ToolChoice.None none -> new Choice("none", null, null);
      case ToolChoice.Required required when forced -> new Choice("any", null, oneByOne);
      case ToolChoice.Named named when forced -> new Choice("tool", named.name(), oneByOne);
      default -> oneByOne == null ? null : new Choice("auto", null, oneByOne);
    };
  }
}
