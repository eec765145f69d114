package dev.quorate.fusion;

import dev.quorate.fusion.plan.DropReason;
import dev.quorate.fusion.plan.KeptAnswer;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of one seat. Both endings carry what the seat cost. */
public sealed interface PanelAnswer {
  RunPlan.Seat seat();

  /** The call and its lines; without lines for a seat whose drop was known at plan time. */
  CallReport report();

  /** A usable text. */
  record Usable(RunPlan.Seat seat, CallReport report, String text, FinishReason finish)
      implements PanelAnswer {
    @Override
    public String toString() {
      return "Usable[seat " + seat.index() + ", " + text.length() + " chars]";
    }
  }

  /**
   * No usable text, and why.
   *
   * @param statusCode the provider's HTTP status, null when none arrived
   */
  record Dropped(
      RunPlan.Seat seat, CallReport report, DropReason reason, @Nullable Integer statusCode)
      implements PanelAnswer {}

  /** What was kept of an earlier run; nobody was called for it now. */
  static PanelAnswer of(RunPlan.Seat seat, KeptAnswer kept) {
    return switch (kept) {
      case KeptAnswer.Usable usable ->
          new Usable(
              seat,
              new CallReport(
                  new CallResult.Answered(usable.text(), usable.finish()),
                  List.of(),
                  Duration.ZERO),
              usable.text(),
              usable.finish());
      case KeptAnswer.Dropped dropped ->
          new Dropped(
              seat,
              new CallReport(
                  new CallResult.Failed(
                      FailureKind.NOT_SENT,
                      dropped.statusCode(),
                      "The panelist gave no usable answer when it was asked.",
                      null),
                  List.of(),
                  Duration.ZERO),
              dropped.reason(),
              dropped.statusCode());
    };
  }

  /** What a call's report means for its seat. */
  static PanelAnswer of(RunPlan.Seat seat, CallReport report) {
    DropReason reason = DropReason.of(report.result());
    return switch (report.result()) {
      case CallResult.Answered answered when reason == null ->
          new Usable(seat, report, answered.text(), answered.finish());
      case CallResult.Answered _ -> new Dropped(seat, report, Objects.requireNonNull(reason), null);
      case CallResult.Failed failed ->
          new Dropped(seat, report, Objects.requireNonNull(reason), failed.status());
    };
  }
}
