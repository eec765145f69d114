package dev.quorate.fusion;

import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.Conversation;
import dev.quorate.upstream.ResponseFormat;
import dev.quorate.upstream.Turn;
import java.time.Clock;
import java.util.List;

/** A request in the Merge form; what a test does not set is absent. */
final class AskBuilder {
  final RequestId requestId = RequestId.create(Clock.systemUTC());
  Conversation conversation = new Conversation(List.of(Turn.User.text("What is 6 × 7?")));
  CallerSettings settings = CallerSettings.none();
  Integer minAnswers;
  Integer quorum;
  Integer graceMs;
  Integer deadlineMs;
  Boolean judgeSingle;
  OnJudgeFailure onJudgeFailure;
  boolean includePanel;
  Long seed;
  int depth;
  private List<String> panel = List.of();
  private String judge;

  AskBuilder panel(String... models) {
    panel = List.of(models);
    return this;
  }

  AskBuilder judge(String model) {
    judge = model;
    return this;
  }

  AskBuilder about(String text) {
    conversation = new Conversation(List.of(Turn.User.text(text)));
    return this;
  }

  CallerSettings settingsWithCap(int outputCap) {
    return new CallerSettings(
        outputCap, null, null, List.of(), new ResponseFormat.PlainText(), null, null);
  }

  FusionAsk build() {
    return new FusionAsk(
        requestId,
        conversation,
        settings,
        panel,
        judge,
        minAnswers,
        quorum,
        graceMs,
        deadlineMs,
        judgeSingle,
        onJudgeFailure,
        includePanel,
        seed,
        depth);
  }
}
