package dev.quorate.fusion;

import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FinishReason;
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
}
