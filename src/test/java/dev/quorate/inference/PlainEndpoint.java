package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.http.Fields;
import dev.quorate.inference.reading.Content;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An endpoint with as little shape as there can be: {@code {model, text, fusion}}. */
final class PlainEndpoint implements Endpoint, ReplyShape {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String path() {
    return "/v1/plain";
  }

  @Override
  public Ask read(Visit visit) {
    Fields body = visit.body();
    String model = body.requiredText("model", 200);
    return new Ask(
        model,
        new Conversation(List.of(Turn.User.text(Content.text(body, "text")))),
        CallerSettings.none(),
        ToolOffer.NONE,
        FusionOptions.read(body, model),
        null,
        null,
        Boolean.TRUE.equals(body.bool("stream")),
        List.of(),
        this);
  }

  @Override
  public Object answer(FinishedRun run) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", run.answer().text());
    body.put("usage", usage(run.usage(), run.cost()));
    body.put("fusion", run.fusion());
    return body;
  }

  @Override
  public AnswerScript script(StreamOpening opening) {
    throw new AssertionError("nothing is streamed here");
  }

  @Override
  public Object usage(TokenUsage usage, @Nullable Money cost) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("in", usage.totalInput());
    counts.put("out", usage.totalOutput());
    counts.put("cost", cost == null ? null : cost.wire());
    return counts;
  }
}
