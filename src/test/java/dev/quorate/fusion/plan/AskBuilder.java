package dev.quorate.fusion.plan;

import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Turn;
import java.time.Clock;
import java.util.List;

/** A request in the Merge form; what a test does not set is absent. */
public final class AskBuilder {
  public final RequestId requestId = RequestId.create(Clock.systemUTC());
  public Conversation conversation = new Conversation(List.of(Turn.User.text("What is 6 × 7?")));
  public CallerSettings settings = CallerSettings.none();
  public Integer minAnswers;
  public Integer quorum;
  public Integer graceMs;
  public Integer deadlineMs;
  public Boolean judgeSingle;
  public OnJudgeFailure onJudgeFailure;
  public boolean includePanel;
  public Mode mode = Mode.SYNTHESIS;
  public FusionAsk.Web web = FusionAsk.Web.NO;
  public Long seed;
  public int depth;
  private List<String> panel = List.of();
  private String judge;

  public AskBuilder panel(String... models) {
    panel = List.of(models);
    return this;
  }

  public AskBuilder judge(String model) {
    judge = model;
    return this;
  }

  public AskBuilder about(String text) {
    conversation = new Conversation(List.of(Turn.User.text(text)));
    return this;
  }

  CallerSettings settingsWithCap(int outputCap) {
    return new CallerSettings(
        outputCap, null, null, List.of(), new ResponseFormat.PlainText(), null, null);
  }

  public FusionAsk build() {
    return new FusionAsk(
        requestId,
        conversation,
        settings,
        FusionAsk.FieldNames.MERGE,
        panel,
        judge,
        minAnswers,
        quorum,
        graceMs,
        deadlineMs,
        judgeSingle,
        onJudgeFailure,
        mode,
        web,
        new RunPlan.Shown(includePanel, false),
        seed,
        depth);
  }
}
