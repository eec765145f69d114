package dev.quorate.inference.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Json;
import dev.quorate.inference.Ask;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.TurnOptions;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.Tag;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run was asked, whatever it continued and whichever preset it used: all that its judge
 * could be asked again, beside the answers. Null where the request left the default.
 *
 * @param web panel and judge had the web
 * @param maxToolCalls steps in which one of them could ask for tools
 */
public record KeptRequest(
    Conversation conversation,
    CallerSettings settings,
    @Nullable Integer deadlineMs,
    @Nullable Boolean judgeSingle,
    @Nullable OnJudgeFailure onJudgeFailure,
    boolean web,
    @Nullable Integer maxToolCalls,
    @Nullable BigDecimal maxCostUsd,
    RunPlan.Shown shown,
    List<Tag> tags) {
  private static volatile @Nullable JsonMapper mapper;

  public KeptRequest {
    tags = List.copyOf(tags);
  }

  static KeptRequest of(Ask ask, RunPlan plan, Attribution payer) {
    FusionOptions fusion = ask.fusion();
    TurnOptions turn = ask.turn();
    return new KeptRequest(
        ask.conversation(),
        ask.settings(),
        turn != null ? turn.limits().deadlineMs() : fusion == null ? null : fusion.deadlineMs(),
        fusion == null ? null : fusion.judgeSingle(),
        fusion == null ? null : fusion.onJudgeFailure(),
        !plan.web().tools().isEmpty(),
        turn != null ? turn.maxToolCalls() : fusion == null ? null : fusion.maxToolCalls(),
        turn != null ? turn.limits().maxCostUsd() : fusion == null ? null : fusion.maxCostUsd(),
        plan.shown(),
        payer.tags());
  }

  Sensitive<String> written(Json json) {
    return Sensitive.of(mapper(json).writeValueAsString(this));
  }

  /** What was written; null where it is something else. */
  public static @Nullable KeptRequest read(Sensitive<String> kept, Json json) {
    try {
      return mapper(json).readValue(kept.reveal(), KeptRequest.class);
    } catch (JacksonException | NullPointerException foreign) {
      return null;
    }
  }

  private static JsonMapper mapper(Json json) {
    JsonMapper made = mapper;
    if (made == null) {
      made =
          json.mapper()
              .rebuild()
              .addMixIn(Turn.class, Turns.class)
              .addMixIn(ContentPart.class, Parts.class)
              .addMixIn(ResponseFormat.class, Formats.class)
              .build();
      mapper = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return "KeptRequest[" + conversation + "]";
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Turn.Instructions.class, name = "instructions"),
    @JsonSubTypes.Type(value = Turn.User.class, name = "user"),
    @JsonSubTypes.Type(value = Turn.Assistant.class, name = "assistant"),
    @JsonSubTypes.Type(value = Turn.ToolResult.class, name = "tool_result")
  })
  private interface Turns {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ContentPart.Text.class, name = "text"),
    @JsonSubTypes.Type(value = ContentPart.Image.class, name = "image")
  })
  private interface Parts {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ResponseFormat.PlainText.class, name = "text"),
    @JsonSubTypes.Type(value = ResponseFormat.JsonObject.class, name = "json_object"),
    @JsonSubTypes.Type(value = ResponseFormat.JsonSchema.class, name = "json_schema")
  })
  private interface Formats {}
}
