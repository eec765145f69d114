package dev.quorate.inference.chat;

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
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ToolOffer;
import java.util.List;
import java.util.Map;

/** Reads a Chat Completions request. */
public final class ChatEndpoint implements Endpoint {
  private static final int MAX_MODEL = 200;
  private static final int MAX_TOP_LOGPROBS = 20;

  @Override
  public String name() {
    return "chat.completions";
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
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
    Unserved unserved = refuseUnserved(body, fusion != null);
    ToolOffer tools = fusion == null ? new ToolsReader(body, true).read() : ToolOffer.NONE;
    boolean stream = unserved.stream();
    boolean includeUsage = unserved.includeUsage();
    Conversation conversation = MessageReader.read(body);
    CallerSettings settings = settings(body);
    Map<String, String> metadata = Sampling.metadata(body);
    List<String> warnings = warnings(body, model);
    return new Ask(
        model,
        conversation,
        settings,
        tools,
        fusion,
        turn,
        null,
        stream,
        warnings,
        new ChatReplyShape(metadata, includeUsage, head.isOpenRouters()));
  }

  private static Unserved refuseUnserved(Fields body, boolean fusion) {
    Unserved unserved = new Unserved(body, fusion);
    if (fusion) {
      unserved.refuseTools();
    }
    unserved.refuseLegacyTools();
    unserved.refuseChoices();
    unserved.refusePresent("audio");
    return unserved;
  }

  private static CallerSettings settings(Fields body) {
    return new CallerSettings(
        Sampling.maxTokens(body, "max_completion_tokens", "max_tokens"),
        Sampling.temperature(body),
        Sampling.topP(body),
        Sampling.stop(body),
        Formats.read(body.object("response_format"), "json_schema"),
        body.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        Sampling.effort(body, "reasoning_effort"));
  }

  private static List<String> warnings(Fields body, String model) {
    Warnings warnings = new Warnings(body);
    TurnOptions.noteVariant(model, warnings);
    warnings.text(body, "user", Content.MAX_NAME);
    warnings.text(body, "safety_identifier", Content.MAX_NAME);
    warnings.text(body, "prompt_cache_key", Content.MAX_NAME);
    warnings.text(body, "service_tier", Content.MAX_NAME, "auto", "default");
    warnings.text(body, "verbosity", Content.MAX_NAME, "medium");
    warnings.flag("store", false);
    warnings.flag("logprobs", false);
    if (body.objects("tools", 128).isEmpty()) {
      warnings.flag("parallel_tool_calls", true);
    }
    warnings.count("top_logprobs", MAX_TOP_LOGPROBS);
    warnings.penalty("frequency_penalty");
    warnings.penalty("presence_penalty");
    warnings.map("logit_bias");
    warnings.words("modalities", "text");
    warnings.others("plugins", TurnOptions.PLUGIN);
    return warnings.sentences();
  }
}
