package dev.quorate.fusion.plan;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run will do, resolved once, frozen and printable. Whatever can be refused was
 * refused before one of these exists.
 *
 * @param conversation as the caller sent it; the judge sees it too
 * @param panel 1 to 8 seats in the caller's order; exactly one for a direct call
 * @param judge null for a direct call
 * @param minAnswers fewest usable answers the run can live with, 1 ≤ min ≤ quorum
 * @param quorum usable answers at which the grace clock starts, quorum ≤ panel size
 * @param grace how long stragglers may still arrive after quorum
 * @param panelDeadline when the panel ends whatever happens; the run's deadline less the judge's
 *     slice
 * @param deadline when the run ends whatever happens
 * @param includePanel the reply shows each panelist's text
 */
public record RunPlan(
    RequestId requestId,
    Conversation conversation,
    List<Seat> panel,
    @Nullable JudgeSeat judge,
    int minAnswers,
    int quorum,
    Duration grace,
    Deadline panelDeadline,
    Deadline deadline,
    boolean includePanel) {

  /**
   * A panelist's place: what it is asked and what its intent says.
   *
   * @param knownDrop why this seat's call is never made, known when the run was planned; null for a
   *     seat that is called. A seat with a reason has no intent and no line and costs 0
   */
  public record Seat(
      int index, ModelRequest request, PlannedCall call, @Nullable DropReason knownDrop) {
    /** A seat that is called. */
    public Seat(int index, ModelRequest request, PlannedCall call) {
      this(index, request, call, null);
    }

    /** Whether a call is made for this seat. */
    public boolean isCalled() {
      return knownDrop == null;
    }
  }

  /**
   * The judge's place.
   *
   * @param seed order in which the judge sees the answers
   * @param call its bounds cover the judge's prompt with every answer at its cap
   * @param settings the caller's, since the judge writes the final text
   * @param judgeSingle whether it still runs when one answer is usable
   */
  public record JudgeSeat(
      PlannedCall call,
      CallerSettings settings,
      long seed,
      boolean judgeSingle,
      OnJudgeFailure onFailure) {}

  public RunPlan {
    panel = List.copyOf(panel);
  }

  /** A run with a judge; a direct call has none. */
  public boolean isFusion() {
    return judge != null;
  }

  /**
   * The calls known now, committed together before the first byte leaves: one for each seat that is
   * called, in the order of the seats.
   */
  public List<PlannedCall> firstWave() {
    return panel.stream().filter(Seat::isCalled).map(Seat::call).toList();
  }

  /** The hold: the first wave and the judge at their worst. */
  public Money worstCase() {
    Money wave = firstWave().stream().map(PlannedCall::worstCase).reduce(Money.ZERO, Money::plus);
    return judge == null ? wave : wave.plus(judge.call().worstCase());
  }
}
