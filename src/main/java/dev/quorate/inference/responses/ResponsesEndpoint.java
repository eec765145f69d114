package dev.quorate.inference.responses;

import dev.quorate.fusion.CallerSettings;
import dev.quorate.http.Fields;
import dev.quorate.inference.Ask;
import dev.quorate.inference.Content;
import dev.quorate.inference.Endpoint;
import dev.quorate.inference.Formats;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.Sampling;
import dev.quorate.inference.Unserved;
import dev.quorate.inference.Warnings;
import dev.quorate.upstream.Conversation;
import dev.quorate.upstream.ResponseFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a Responses request. */
final class ResponsesEndpoint implements Endpoint {
  private static final int MAX_MODEL = 200;
  private static final int MAX_TOP_LOGPROBS = 20;

  @Override
  public String name() {
    return "responses";
  }

  @Override
  public Ask read(Fields body) {
    String model = body.requiredText("model", MAX_MODEL);
    FusionOptions fusion = FusionOptions.read(body, model);
    refuseUnserved(body, fusion != null);
    String instructions = body.text("instructions", Content.MAX_TEXT);
    Conversation conversation = InputReader.read(body, instructions);
    Fields text = body.object("text");
    Fields reasoning = body.object("reasoning");
    Fields formatFields = text == null ? null : text.object("format");
    CallerSettings settings =
        new CallerSettings(
            Sampling.maxTokens(body, "max_output_tokens", "max_tokens"),
            Sampling.temperature(body),
            Sampling.topP(body),
            Sampling.stop(body),
            Formats.read(formatFields, ""),
            null,
            reasoning == null ? null : Sampling.effort(reasoning, "effort"));
    Warnings warnings = new Warnings(body);
    Echo echo = echo(body, instructions, settings, warnings, text);
    ignore(warnings, text, body);
    return new Ask(
        model, conversation, settings, fusion, warnings.sentences(), new ResponsesReplyShape(echo));
  }
}
