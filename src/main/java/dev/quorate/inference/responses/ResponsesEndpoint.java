package dev.quorate.inference.responses;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.http.Fields;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.Ask;
import dev.quorate.inference.Endpoint;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.TurnOptions;
import dev.quorate.inference.Visit;
import dev.quorate.inference.reading.Content;
import dev.quorate.inference.reading.Formats;
import dev.quorate.inference.reading.Sampling;
import dev.quorate.inference.reading.ToolsReader;
import dev.quorate.inference.reading.Unserved;
import dev.quorate.inference.reading.Warnings;
import dev.quorate.inference.state.Recollection;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ToolOffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a Responses request. */
public final class ResponsesEndpoint implements Endpoint {
  private static final int MAX_MODEL = 200;
  private static final int MAX_TOP_LOGPROBS = 20;
  private static final int MAX_TOOL_CALLS = 1_000;

  @Override
  public String name() {
    return "responses";
  }

  @Override
  public String path() {
    return "/v1/responses";
  }

  @Override
  public Ask read(Visit visit) {
    return read(visit.head(), visit.body());
  }

  /** Reads a body whose payer is not known. */
  public Ask read(RequestHead head, Fields body) {
    String model = body.requiredText("model", MAX_MODEL);
    TurnOptions turn = TurnOptions.read(body, model);
    FusionOptions fusion = turn == null ? FusionOptions.read(body, model) : null;
    boolean stream = refuseUnserved(body, fusion != null).stream();
    ToolOffer tools = fusion == null ? new ToolsReader(body, false).read() : ToolOffer.NONE;
    String instructions = body.text("instructions", Content.MAX_TEXT);
    Conversation conversation = InputReader.read(body, instructions);
    Recollection recollection = recollection(body);
    CallerSettings settings = settings(body);
    Warnings warnings = new Warnings(body);
    Wishes wishes = new Wishes(settings, head.isOpenRouters());
    boolean withItem = turn != null && (head.isOpenRouters() || turn.limits().item());
    ResponsesReplyShape shape =
        new ResponsesReplyShape(echo(body, instructions, wishes, warnings), withItem);
    noteIgnored(body, warnings);
    TurnOptions.noteVariant(model, warnings);
    return new Ask(
        model,
        conversation,
        settings,
        tools,
        fusion,
        turn,
        recollection,
        stream,
        warnings.sentences(),
        shape);
  }

  private static Unserved refuseUnserved(Fields body, boolean fusion) {
    Unserved unserved = new Unserved(body, fusion);
    if (fusion) {
      unserved.refuseTools();
    }
    unserved.refuseLegacyTools();
    unserved.refuseChoices();
    unserved.refusePresent("conversation");
    unserved.refusePresent("prompt");
    return unserved;
  }

  private static Recollection recollection(Fields body) {
    JsonNode input = body.raw("input");
    boolean store = !Boolean.FALSE.equals(body.bool("store"));
    boolean background = Boolean.TRUE.equals(body.bool("background"));
    if (background && !store) {
      throw body.refusal("background", "needs 'store': nobody could fetch the answer");
    }
    return new Recollection(
        store,
        background,
        body.text("previous_response_id", Content.MAX_NAME),
        Objects.requireNonNull(input)); // read before
  }

  private static CallerSettings settings(Fields body) {
    Fields reasoning = body.object("reasoning");
    return new CallerSettings(
        Sampling.maxTokens(body, "max_output_tokens", "max_tokens"),
        Sampling.temperature(body),
        Sampling.topP(body),
        Sampling.stop(body),
        Formats.read(format(body), ""),
        null,
        reasoning == null ? null : Sampling.effort(reasoning, "effort"));
  }

  private static @Nullable Fields format(Fields body) {
    Fields text = body.object("text");
    return text == null ? null : text.object("format");
  }

  /** What the reply repeats beside the request's own words. */
  private record Wishes(CallerSettings settings, boolean openRouters) {}

  private static Echo echo(
      Fields body, @Nullable String instructions, Wishes wishes, Warnings warnings) {
    Fields format = format(body);
    return new Echo(
        instructions,
        !Boolean.FALSE.equals(body.bool("store")),
        Boolean.TRUE.equals(body.bool("background")),
        body.text("previous_response_id", Content.MAX_NAME),
        wishes.settings(),
        ResponseBody.format(
            wishes.settings().format(), format == null ? null : format.raw("schema")),
        ToolEchoes.tools(body, wishes.openRouters()),
        ToolEchoes.choice(body),
        !Boolean.FALSE.equals(body.bool("parallel_tool_calls")),
        body.integer("max_tool_calls", 1, MAX_TOOL_CALLS),
        Sampling.metadata(body),
        warnings.text(body, "safety_identifier", Content.MAX_NAME),
        warnings.text(body, "prompt_cache_key", Content.MAX_NAME));
  }

  private static void noteIgnored(Fields body, Warnings warnings) {
    warnings.text(body, "user", Content.MAX_NAME);
    warnings.text(body, "service_tier", Content.MAX_NAME, "auto", "default");
    warnings.text(body, "truncation", Content.MAX_NAME, "disabled");
    warnings.count("top_logprobs", MAX_TOP_LOGPROBS);
    warnings.penalty("frequency_penalty");
    warnings.penalty("presence_penalty");
    warnings.words("include");
    warnings.others("plugins", TurnOptions.PLUGIN);
    Fields text = body.object("text");
    if (text != null) {
      warnings.text(text, "verbosity", Content.MAX_NAME, "medium");
    }
  }
}
